/* Top-k passages by MaxScore (Turtle and Flood, 1995), exact to the last bit of the reference.

   A segment's lists of postings are taken by what they can add to a score at most, the largest
   first. Short ones are simply added up. A long one is added only while it and those after it could
   lift a passage with none of the terms so far among the best; else the passages that can still be
   among the best are opened, completed list by list, and closed as soon as they cannot any more.
   What survives is scored anew in the order asked, operation by operation as rank-bm25 does.

   Partial scores are floats and upper bounds, so they only ever decide what need not be scored.
   Compiled with -ffp-contract=off: a fused multiply-add would change last bits. */

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PASSAGES 65536
#define BLOCK 16         /* partial scores looked at together */
#define SLACK (1 - 1e-3) /* covers the rounding of a sum of 10 000 floats */
#define PLACED (-INFINITY) /* the partial score of a passage that has its place already */

/* A list is long above this part of the passages. Measured at 100 000 passages, 300 questions, p50
   and p99 in microseconds: 1/16 143, 688; 1/8 102, 531; 1/4 100, 383; 1/2 101, 272. */
#define LONG_PART 4
/* Searching a list for one passage takes as long as adding so many of its postings. */
#define SEARCH_COST 8

typedef struct {
    const uint64_t *keys;    /* ascending; the key of term t is keys[t] */
    const uint32_t *starts;  /* postings of term t: starts[t] .. starts[t + 1] */
    const uint8_t *bounds;   /* largest saturation of term t, in steps of `step` */
    const uint16_t *docs;    /* passage of each posting, ascending within a term */
    const uint8_t *counts;   /* repetitions of the term in it */
    const double *norms;     /* length norm of each passage */
    const uint8_t *classes;  /* of each passage: norms, rounded down to one of 256, */
    const float *floors;     /* and what the classes stand for */
    const uint32_t *articles; /* article of each passage */
    const uint32_t *ranks;   /* order of each article among all */
    const uint32_t *lessened; /* ascending: terms that passages which are gone contained, */
    const uint32_t *fewer;   /* and how many such passages */
    int64_t passages, terms, lessened_terms;
    double step;
} Segment;

typedef struct {
    const Segment *segments;
    int64_t count, passages; /* segments; passages in all of them that can be found */
    double k1;
} Index;

typedef struct {
    double score;
    uint32_t rank;
    uint16_t segment, doc;
} Hit;

typedef struct {
    const uint16_t *docs;
    const uint8_t *counts;
    int64_t size;
    double weight; /* idf times how often the term is asked */
    double most;   /* what it adds to a score at most */
    int32_t term;
} List;

typedef union { /* floats above 0 are in the order of their bits, which are faster to compare */
    float score;
    int32_t bits;
} Partial;

typedef int32_t Lanes __attribute__((vector_size(16), may_alias));
typedef int64_t Halves __attribute__((vector_size(16)));

typedef struct { /* a question, with working room for one segment at a time */
    int32_t length, terms, k;
    int32_t *sequence; /* the distinct terms in the order asked, repeats kept */
    int32_t *repeats;  /* of each distinct term */
    double *idf;       /* of each distinct term */
    int64_t *found;    /* number of each distinct term in each segment, -1 for none */
    List *lists;       /* the segment's lists, the most telling first */
    double *rest;      /* what the lists from i on can add together */
    const List **by_term;
    uint16_t *best;    /* room for the passages with the best partial scores */
    Hit *hits;
    int32_t hit_count;
    Partial *partial;  /* what a segment's passages have at most so far; all 0 between segments */
    uint16_t *open;    /* the passages that may still be among the best, ascending */
    int32_t open_count;
} Question;

static _Thread_local Partial partials[MAX_PASSAGES] __attribute__((aligned(16)));
static _Thread_local uint16_t open_passages[MAX_PASSAGES + 1]; /* one more is written than counted */

static double saturation(double k1, uint8_t count, double norm) {
    return count * (k1 + 1) / (count + norm);
}

/* ---- terms ---- */

/* Give the number of a key, -1 for none. Keys are spread evenly: their place can be guessed. */
static int64_t find(const Segment *segment, uint64_t key) {
    int64_t low = 0, high = segment->terms, step = 64;
    if (!high) return -1;
    int64_t guess = (int64_t)(((unsigned __int128)key * (uint64_t)high) >> 64);
    if (segment->keys[guess] < key) {
        for (low = guess + 1; guess + step < high && segment->keys[guess + step] < key; step *= 2)
            low = guess + step + 1;
        if (guess + step < high) high = guess + step + 1;
    } else {
        for (high = guess + 1; guess - step >= 0 && segment->keys[guess - step] >= key; step *= 2)
            high = guess - step + 1;
        if (guess - step >= 0) low = guess - step;
    }
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (segment->keys[middle] < key) low = middle + 1;
        else high = middle;
    }
    return low < segment->terms && segment->keys[low] == key ? low : -1;
}

/* Give how many passages of a segment contain a term and can be found. */
static int64_t containing(const Segment *segment, int64_t term) {
    int64_t low = 0, high = segment->lessened_terms;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (segment->lessened[middle] < term) low = middle + 1;
        else high = middle;
    }
    int lessened = low < segment->lessened_terms && segment->lessened[low] == term;
    return segment->starts[term + 1] - segment->starts[term] - (lessened ? segment->fewer[low] : 0);
}

/* Number the distinct terms, find them in all segments, and weigh them. */
static void weigh(const Index *index, const uint64_t *keys, Question *question) {
    for (int32_t i = 0; i < question->length; i++) {
        int32_t first = 0;
        while (keys[first] != keys[i]) first++;
        if (first < i) {
            question->sequence[i] = question->sequence[first];
            question->repeats[question->sequence[i]]++;
            continue;
        }
        int32_t term = question->sequence[i] = question->terms++;
        int64_t passages = 0;
        for (int64_t s = 0; s < index->count; s++) {
            int64_t found = find(&index->segments[s], keys[i]);
            question->found[s * question->length + term] = found;
            if (found >= 0) passages += containing(&index->segments[s], found);
        }
        question->repeats[term] = 1;
        question->idf[term] =
            log(1 + ((double)(index->passages - passages) + 0.5) / ((double)passages + 0.5));
    }
}

/* Open the lists of the question's terms in a segment; gives their number. */
static int32_t open_lists(const Segment *segment, const int64_t *found, Question *question) {
    int32_t count = 0;
    List *lists = question->lists;
    for (int32_t term = 0; term < question->terms; term++) {
        question->by_term[term] = NULL;
        if (found[term] < 0) continue;
        uint32_t start = segment->starts[found[term]], end = segment->starts[found[term] + 1];
        double weight = question->idf[term] * question->repeats[term];
        double most = weight * segment->step * segment->bounds[found[term]];
        int32_t at = count++;
        for (; at > 0 && lists[at - 1].most < most; at--) lists[at] = lists[at - 1];
        lists[at] = (List){segment->docs + start, segment->counts + start, end - start,
                           weight, most, term};
    }
    question->rest[count] = 0;
    for (int32_t i = count; i-- > 0;) {
        question->rest[i] = question->rest[i + 1] + lists[i].most;
        question->by_term[lists[i].term] = &lists[i];
    }
    return count;
}

/* ---- hits ---- */

static int before(const Hit *a, const Hit *b) {
    if (a->score != b->score) return a->score > b->score;
    if (a->rank != b->rank) return a->rank < b->rank;
    if (a->segment != b->segment) return a->segment < b->segment;
    return a->doc < b->doc;
}

/* Put a hit into its place, if it is among the best k. */
static void insert(Question *question, Hit hit) {
    Hit *hits = question->hits;
    if (question->hit_count < question->k) question->hit_count++;
    else if (!before(&hit, &hits[question->k - 1])) return;
    int32_t at = question->hit_count - 1;
    for (; at > 0 && before(&hit, &hits[at - 1]); at--) hits[at] = hits[at - 1];
    hits[at] = hit;
}

/* Give what a partial score must reach to matter: a little less than the k-th best score so far. */
static double least(const Question *question) {
    return question->hit_count == question->k ? question->hits[question->k - 1].score * SLACK : 0;
}

/* ---- passages ---- */

/* Give the repetitions of the list's term in a passage, 0 where it is not in the list. */
static uint8_t count_in(const List *list, uint16_t doc) {
    const uint16_t *low = list->docs;
    for (int64_t size = list->size; size > 1;) {
        int64_t half = size / 2;
        low += low[half] <= doc ? half : 0;
        size -= half;
    }
    return *low == doc ? list->counts[low - list->docs] : 0;
}

/* Score a passage as the reference adds it up, and give it its place. */
static void place(const Index *index, int64_t number, Question *question, uint16_t doc) {
    const Segment *segment = &index->segments[number];
    double sum = 0;
    for (int32_t i = 0; i < question->length; i++) {
        const List *list = question->by_term[question->sequence[i]];
        uint8_t count = list ? count_in(list, doc) : 0;
        if (count)
            sum += question->idf[question->sequence[i]] *
                   saturation(index->k1, count, segment->norms[doc]);
    }
    uint32_t rank = segment->ranks[segment->articles[doc]];
    insert(question, (Hit){sum, rank, (uint16_t)number, doc});
}

/* Give what a posting adds to a score at most: its passage's norm is rounded down. */
static float impact(const List *list, const Segment *segment, double k1, uint16_t doc,
                    uint8_t count) {
    float norm = segment->floors[segment->classes[doc]];
    return (float)list->weight * (float)(k1 + 1) * count / (count + norm);
}

/* Add a list to the partial scores of all its passages. */
static void add(const Index *index, const Segment *segment, const List *list,
                Question *question) {
    Partial *partial = question->partial;
    for (int64_t i = 0; i < list->size; i++) {
        uint16_t doc = list->docs[i];
        partial[doc].score += impact(list, segment, index->k1, doc, list->counts[i]);
    }
}

/* Add a list to the partial scores of the open passages: by reading it, or by searching in it. */
static void complete(const Index *index, const Segment *segment, const List *list,
                     Question *question) {
    Partial *partial = question->partial;
    if (list->size < (int64_t)question->open_count * SEARCH_COST) {
        for (int64_t i = 0; i < list->size; i++) {
            uint16_t doc = list->docs[i];
            float score = partial[doc].score;
            float more = impact(list, segment, index->k1, doc, list->counts[i]);
            partial[doc].score = score == 0 ? 0 : score + more;
        }
        return;
    }
    for (int32_t i = 0; i < question->open_count; i++) {
        uint16_t doc = question->open[i];
        uint8_t count = count_in(list, doc);
        if (count) partial[doc].score += impact(list, segment, index->k1, doc, count);
    }
}

/* Say whether any of a block's partial scores has these bits or more. */
static int any_reaches(const Partial *block, int32_t bits) {
    const Lanes *lanes = (const Lanes *)block;
    Lanes least = {bits, bits, bits, bits};
    Halves any = (Halves)((lanes[0] >= least) | (lanes[1] >= least) | (lanes[2] >= least) |
                          (lanes[3] >= least));
    return (any[0] | any[1]) != 0;
}

/* Place the k passages with the best partial scores, so that `least` tells something early. */
static void place_best(const Index *index, int64_t number, const uint8_t *admitted,
                       Question *question) {
    Partial *partial = question->partial, last = {.bits = 1};
    uint16_t *best = question->best;
    int32_t filled = 0, k = question->k;
    for (int32_t i = 0; i < index->segments[number].passages; i++) {
        if (i % BLOCK == 0 && !any_reaches(partial + i, last.bits)) {
            i += BLOCK - 1;
            continue;
        }
        if (partial[i].bits < last.bits || (admitted && !admitted[i])) continue;
        int32_t at = filled < k ? filled++ : k - 1;
        for (; at > 0 && partial[best[at - 1]].bits < partial[i].bits; at--) best[at] = best[at - 1];
        best[at] = (uint16_t)i;
        if (filled == k) last.bits = partial[best[k - 1]].bits + 1;
    }
    for (int32_t i = 0; i < filled; i++) {
        place(index, number, question, best[i]);
        partial[best[i]].score = PLACED;
    }
}

/* Open the passages whose partial score reaches `needed`; the others have none any more. */
static void open_passages_reaching(float needed, const Segment *segment, const uint8_t *admitted,
                                   Question *question) {
    Partial *partial = question->partial, least = {.score = needed};
    if (needed <= 0) least.bits = 1;
    int32_t count = 0;
    for (int32_t start = 0; start < segment->passages; start += BLOCK) {
        int any = any_reaches(partial + start, least.bits);
        for (int32_t i = start; any && i < start + BLOCK; i++) {
            int keep = partial[i].bits >= least.bits && (!admitted || admitted[i]);
            question->open[count] = (uint16_t)i;
            count += keep;
            if (!keep) partial[i].bits = 0;
        }
        if (!any) memset(partial + start, 0, BLOCK * sizeof *partial);
    }
    question->open_count = count;
}

/* Close the open passages whose partial score does not reach `needed`. */
static void close_below(float needed, Question *question) {
    Partial *partial = question->partial;
    uint16_t *open = question->open;
    int32_t left = 0;
    for (int32_t i = 0; i < question->open_count; i++) {
        uint16_t doc = open[i];
        float score = partial[doc].score;
        int keep = score >= needed;
        open[left] = doc;
        left += keep;
        partial[doc].score = keep ? score : 0;
    }
    question->open_count = left;
}

static void rank_segment(const Index *index, int64_t number, const uint8_t *admitted,
                         Question *question) {
    const Segment *segment = &index->segments[number];
    const int64_t *found = question->found + number * question->length;
    const double *rest = question->rest;
    int32_t lists = open_lists(segment, found, question), taken = 0;
    for (; taken < lists; taken++) {
        const List *list = &question->lists[taken];
        if (list->size * LONG_PART > segment->passages) {
            if (question->hit_count < question->k) place_best(index, number, admitted, question);
            if (rest[taken] < least(question)) break;
        }
        add(index, segment, list, question);
    }
    if (question->hit_count < question->k) place_best(index, number, admitted, question);
    open_passages_reaching((float)(least(question) - rest[taken]), segment, admitted, question);
    for (; taken < lists; taken++) {
        complete(index, segment, &question->lists[taken], question);
        close_below((float)(least(question) - rest[taken + 1]), question);
    }
    for (int32_t i = 0; i < question->open_count; i++) {
        uint16_t doc = question->open[i];
        if (question->partial[doc].score >= least(question))
            place(index, number, question, doc);
        question->partial[doc].bits = 0;
    }
}

/* Give working room for a question, NULL where memory is short. */
static Question *make_question(const Index *index, int32_t length, int32_t k, Hit *hits) {
    size_t n = (size_t)length, lookups = n * (size_t)index->count;
    size_t size = sizeof(Question) + lookups * sizeof(int64_t) + n * sizeof(List) +
                  (2 * n + 1) * sizeof(double) + n * sizeof(List *) + 2 * n * sizeof(int32_t) +
                  (size_t)k * sizeof(uint16_t);
    Question *question = malloc(size);
    if (!question) return NULL;
    *question = (Question){.length = length, .k = k, .hits = hits,
                           .partial = partials, .open = open_passages};
    question->found = (int64_t *)(question + 1);
    question->lists = (List *)(question->found + lookups);
    question->idf = (double *)(question->lists + n);
    question->rest = question->idf + n;
    question->by_term = (const List **)(question->rest + n + 1);
    question->sequence = (int32_t *)(question->by_term + n);
    question->repeats = question->sequence + n;
    question->best = (uint16_t *)(question->repeats + n);
    return question;
}

/* Write the best k hits, best first, and give their number; -1 where memory is short.

   `keys` are the terms in the order asked; `admitted` has for each segment a byte a passage, or
   NULL where all may be found. */
int32_t rank(const Index *index, const uint64_t *keys, int32_t length, int32_t k,
             const uint8_t *const *admitted, Hit *hits) {
    Question *question = make_question(index, length, k, hits);
    if (!question) return -1;
    weigh(index, keys, question);
    for (int64_t i = 0; i < index->count; i++)
        rank_segment(index, i, admitted ? admitted[i] : NULL, question);
    int32_t count = question->hit_count;
    free(question);
    return count;
}
