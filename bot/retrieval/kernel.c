/* Top-k passages by MaxScore (Turtle and Flood, 1995), exact to the last bit of the reference.

   A segment's lists of postings are taken by what they can add to a score at most, the largest
   first. Short ones are simply added up. A long one is added only while it and those after it could
   lift a passage with none of the terms so far among the best; else the passages that can still be
   among the best are opened, completed list by list, and closed as soon as they cannot any more.
   What survives is scored anew in the order asked, operation by operation as rank-bm25 does.

   Partial scores are whole numbers, each addend rounded up: upper bounds that only ever decide what
   need not be scored. In two bytes a segment's fit the processor's second-level cache twice over.
   Compiled with -ffp-contract=off: a fused multiply-add would change last bits. */

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#include "postings.h"

#define MAX_PASSAGES 65536
#define FULL_SCORE 24000 /* partial score of a passage that has all a segment's lists can add */
#define MAX_TERMS 8192   /* distinct ones: with 1 for rounding up each, it still fits two bytes */
#define PLACED INT16_MIN /* the partial score of a passage that has its place: below 0 for good */
#define ROUNDED (1 + 1e-5) /* covers the rounding of floats */
#define LANES 8          /* partial scores of a vector, */
#define BLOCK 32         /* and those looked at together */
#define TABULATED 256    /* postings of a list from which on its additions are worked out before */
#define WORTHS 5         /* rows of a segment's `worth`; the last is for all larger counts */

/* A list is long above this part of the passages. Measured at 100 000 passages, 300 questions, p50
   and p99 in microseconds: 1/16 102, 645; 1/8 100, 426; 1/4 109, 350; 1/2 188, 561. */
#define LONG_PART 4
/* Searching a list for one passage is worth while where it has so many postings for each. At 4, 8
   and 16 the same questions take 98, 97 and 95 microseconds. */
#define SEARCH_COST 16

typedef struct {
    const Segment *segments;
    int64_t count, passages; /* segments; passages in all of them that can be found */
    double k1, b, mean_length;
} Index;

typedef struct {
    double score;
    uint32_t rank;
    uint16_t segment, doc;
} Hit;

typedef struct {
    Postings postings;
    double weight; /* idf times how often the term is asked */
    double most;   /* what it adds to a score at most */
} List;

typedef int16_t Lanes __attribute__((vector_size(16), may_alias));
typedef int64_t Halves __attribute__((vector_size(16)));

typedef struct { /* a question, with working room for one segment at a time */
    int32_t length, terms, k;
    uint64_t *keys;    /* of the distinct terms */
    int32_t *sequence; /* the distinct terms in the order asked, repeats kept */
    int32_t *repeats;  /* of each distinct term */
    double *idf;       /* of each distinct term */
    double *worth;     /* of each distinct term in the passage that is being placed */
    Postings *found;   /* the list of each distinct term in each segment, of size 0 for none */
    List *lists;       /* the segment's lists, the most telling first */
    double *rest;      /* what the lists from i on can add together */
    double scale;      /* from scores to partial scores */
    uint16_t *best;    /* room for the passages with the best partial scores */
    Hit *hits;
    int32_t hit_count;
    int16_t *partial;  /* what a segment's passages have at most so far; all 0 between segments */
    uint16_t *open;    /* the passages that may still be among the best, ascending */
    int32_t open_count;
} Question;

static _Thread_local int16_t partials[MAX_PASSAGES] __attribute__((aligned(64)));
static _Thread_local uint16_t open_passages[MAX_PASSAGES];

static double saturation(double k1, double count, double norm) {
    return count * (k1 + 1) / (count + norm);
}

/* ---- terms ---- */

/* Number the distinct terms; says whether they are not too many. */
static int tell_apart(const uint8_t *terms, Question *question) {
    for (int32_t i = 0; i < question->length; i++) {
        size_t length = strlen((const char *)terms);
        uint64_t key = key_of(terms, length);
        int32_t term = 0;
        while (term < question->terms && question->keys[term] != key) term++;
        if (term == MAX_TERMS) return 0;
        if (term == question->terms) {
            question->keys[question->terms++] = key;
            question->repeats[term] = 0;
        }
        question->repeats[term]++;
        question->sequence[i] = term;
        terms += length + 1;
    }
    return 1;
}

/* Find the distinct terms in all segments, and weigh them. */
static void weigh(const Index *index, Question *question) {
    for (int32_t term = 0; term < question->terms; term++) {
        int64_t passages = 0;
        for (int64_t s = 0; s < index->count; s++) {
            const Segment *segment = &index->segments[s];
            Postings *list = &question->found[s * question->length + term];
            int64_t found = find(segment, question->keys[term], list);
            if (found < 0) list->size = 0;
            else passages += list->size - gone_of(segment, (uint32_t)found);
        }
        question->idf[term] =
            log(1 + ((double)(index->passages - passages) + 0.5) / ((double)passages + 0.5));
    }
}

/* Give what a term's list can make of a passage at most, apart from the term's weight. */
static double bound_of(const Index *index, const Segment *segment, const Postings *list) {
    if (list->signposts) return segment->bound_step * list->bound;
    return saturation(index->k1, list->top, segment->least_norm);
}

/* Open the lists of the question's terms in a segment; gives their number. */
static int32_t open_lists(const Index *index, int64_t number, Question *question) {
    const Segment *segment = &index->segments[number];
    const Postings *found = question->found + number * question->length;
    int32_t count = 0;
    List *lists = question->lists;
    for (int32_t term = 0; term < question->terms; term++) {
        if (!found[term].size) continue;
        double weight = question->idf[term] * question->repeats[term];
        double most = weight * bound_of(index, segment, &found[term]) * ROUNDED;
        int32_t at = count++;
        for (; at > 0 && lists[at - 1].most < most; at--) lists[at] = lists[at - 1];
        lists[at] = (List){found[term], weight, most};
    }
    question->rest[count] = 0;
    for (int32_t i = count; i-- > 0;) question->rest[i] = question->rest[i + 1] + lists[i].most;
    question->scale = count ? FULL_SCORE / question->rest[0] : 0;
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

/* Give the partial score from which on a passage matters to which the lists from `taken` on are
   still to be added: 1 at least, which every passage has that has any term. */
static int16_t least(const Question *question, int32_t taken) {
    if (question->hit_count < question->k) return 1;
    double missing = question->hits[question->k - 1].score - question->rest[taken];
    return (int16_t)fmin(fmax(missing * question->scale, 1), INT16_MAX);
}

/* ---- passages ---- */

/* Score a passage as the reference adds it up, and give it its place. */
static void place(const Index *index, int64_t number, Question *question, uint16_t doc) {
    const Segment *segment = &index->segments[number];
    const Postings *found = question->found + number * question->length;
    double norm =
        index->k1 * (1 - index->b + index->b * segment->lengths[doc] / index->mean_length);
    for (int32_t term = 0; term < question->terms; term++) {
        uint8_t count = found[term].size ? count_in(&found[term], doc) : 0;
        question->worth[term] =
            count ? question->idf[term] * saturation(index->k1, count, norm) : 0;
    }
    double sum = 0;
    for (int32_t i = 0; i < question->length; i++) sum += question->worth[question->sequence[i]];
    uint32_t rank = segment->ranks[segment->articles[doc]];
    insert(question, (Hit){sum, rank, (uint16_t)number, doc});
}

typedef struct { /* what a list adds to partial scores; weight and most are in their scale */
    const Segment *segment;
    float weight, most;
} Addend;

static Addend make_addend(const Segment *segment, const List *list, double scale) {
    return (Addend){segment, (float)(list->weight * scale * ROUNDED),
                    (float)(list->most * scale * ROUNDED)};
}

/* Give what a passage's count adds to its partial score, rounded up. */
static inline int16_t addition(const Addend *addend, uint32_t doc, uint32_t count) {
    uint32_t row = (count < WORTHS ? count : WORTHS) - 1;
    float more = addend->weight * addend->segment->worth[256 * row + addend->segment->classes[doc]];
    return (int16_t)((int16_t)(more < addend->most ? more : addend->most) + 1);
}

/* Work out what the counts of a list add in each class of lengths: from `first` on, a row each. */
static void tabulate(const Addend *addend, uint32_t first, uint32_t last, int16_t *additions) {
    const float *worth = addend->segment->worth;
    float weight = addend->weight, most = addend->most;
    if (first > WORTHS) first = WORTHS;
    if (last > WORTHS) last = WORTHS;
    for (uint32_t i = 0; i < 256 * (last + 1 - first); i++) {
        float more = weight * worth[256 * (first - 1) + i];
        additions[i] = (int16_t)((int16_t)(more < most ? more : most) + 1);
    }
}

/* Add a list to the partial scores of all its passages. */
static void add(const Addend *addend, const Postings *list, int16_t *partial) {
    uint32_t first = list->count_bits ? 1 : list->top;
    Cursor cursor = begin(list);
    if (list->size < TABULATED) {
        while (next(&cursor))
            partial[cursor.doc] += addition(addend, cursor.doc, first + cursor.more);
        return;
    }
    int16_t additions[256 * WORTHS];
    tabulate(addend, first, list->top, additions);
    const uint8_t *classes = addend->segment->classes;
    while (next(&cursor)) {
        uint32_t row = cursor.more < WORTHS ? cursor.more : WORTHS - 1;
        partial[cursor.doc] += additions[256 * row + classes[cursor.doc]];
    }
}

/* Add a list to the partial scores of those of its passages that have one. */
static void add_to_open(const Addend *addend, const Postings *list, int16_t *partial) {
    uint32_t first = list->count_bits ? 1 : list->top;
    for (Cursor cursor = begin(list); next(&cursor);) {
        int16_t score = partial[cursor.doc];
        int16_t more = addition(addend, cursor.doc, first + cursor.more);
        partial[cursor.doc] = (int16_t)(score + (score ? more : 0));
    }
}

/* Add a list to the partial scores of the open passages: by reading it, or by searching in it. */
static void complete(const Addend *addend, const Postings *list, Question *question) {
    if (list->size < (int64_t)question->open_count * SEARCH_COST) {
        add_to_open(addend, list, question->partial);
        return;
    }
    for (int32_t i = 0; i < question->open_count; i++) {
        uint16_t doc = question->open[i];
        uint8_t count = count_in(list, doc);
        if (count) question->partial[doc] += addition(addend, doc, count);
    }
}

/* Say whether any of a block's partial scores is so high. */
static int any_reaches(const int16_t *block, int16_t score) {
    const Lanes *lanes = (const Lanes *)block;
    Lanes least = {score, score, score, score, score, score, score, score};
    Halves any = (Halves)((lanes[0] >= least) | (lanes[1] >= least) | (lanes[2] >= least) |
                          (lanes[3] >= least));
    return (any[0] | any[1]) != 0;
}

/* Place the k passages with the best partial scores, so that `least` tells something early. */
static void place_best(const Index *index, int64_t number, const uint8_t *admitted,
                       Question *question) {
    int16_t *partial = question->partial, last = 1;
    uint16_t *best = question->best;
    int32_t filled = 0, k = question->k;
    for (int32_t i = 0; i < index->segments[number].passages; i++) {
        if (i % BLOCK == 0 && !any_reaches(partial + i, last)) {
            i += BLOCK - 1;
            continue;
        }
        if (partial[i] < last || (admitted && !admitted[i])) continue;
        int32_t at = filled < k ? filled++ : k - 1;
        for (; at > 0 && partial[best[at - 1]] < partial[i]; at--) best[at] = best[at - 1];
        best[at] = (uint16_t)i;
        if (filled == k) last = (int16_t)(partial[best[k - 1]] + 1);
    }
    for (int32_t i = 0; i < filled; i++) {
        place(index, number, question, best[i]);
        partial[best[i]] = PLACED;
    }
}

/* Open those of four passages whose lanes are set; gives the number of the open ones. */
static inline int32_t open_lanes(uint64_t lanes, int32_t start, uint16_t *open, int32_t count) {
    for (; lanes; count++) {
        int32_t lane = __builtin_ctzll(lanes) / 16;
        open[count] = (uint16_t)(start + lane);
        lanes &= ~((uint64_t)0xFFFF << (16 * lane));
    }
    return count;
}

/* Open the passages whose partial score is so high; the others have none any more. */
static void open_passages_reaching(int16_t needed, const Segment *segment, Question *question) {
    Lanes least = {needed, needed, needed, needed, needed, needed, needed, needed};
    int32_t count = 0;
    for (int32_t start = 0; start < segment->passages; start += BLOCK) {
        Lanes *lanes = (Lanes *)(question->partial + start);
        if (!any_reaches(question->partial + start, needed)) {
            for (int32_t i = 0; i < BLOCK / LANES; i++) lanes[i] = (Lanes){0};
            continue;
        }
        for (int32_t i = 0; i < BLOCK / LANES; i++) {
            Lanes reaching = lanes[i] >= least;
            Halves halves = (Halves)reaching;
            lanes[i] &= reaching;
            count = open_lanes((uint64_t)halves[0], start + LANES * i, question->open, count);
            count = open_lanes((uint64_t)halves[1], start + LANES * i + 4, question->open, count);
        }
    }
    question->open_count = count;
}

/* Close the open passages that may not be found. */
static void close_others(const uint8_t *admitted, Question *question) {
    int32_t left = 0;
    for (int32_t i = 0; i < question->open_count; i++) {
        uint16_t doc = question->open[i];
        question->open[left] = doc;
        left += admitted[doc];
        question->partial[doc] = admitted[doc] ? question->partial[doc] : 0;
    }
    question->open_count = left;
}

/* Close the open passages whose partial score is not so high. */
static void close_below(int16_t needed, Question *question) {
    int16_t *partial = question->partial;
    uint16_t *open = question->open;
    int32_t left = 0;
    for (int32_t i = 0; i < question->open_count; i++) {
        uint16_t doc = open[i];
        int keep = partial[doc] >= needed;
        open[left] = doc;
        left += keep;
        partial[doc] = keep ? partial[doc] : 0;
    }
    question->open_count = left;
}

/* Add the lists that may lift a passage without any before them; gives how many. */
static int32_t add_lists(const Index *index, int64_t number, const uint8_t *admitted, int32_t lists,
                         Question *question) {
    const Segment *segment = &index->segments[number];
    for (int32_t taken = 0; taken < lists; taken++) {
        const List *list = &question->lists[taken];
        if ((int64_t)list->postings.size * LONG_PART > segment->passages) {
            if (question->hit_count < question->k) place_best(index, number, admitted, question);
            if (question->hit_count == question->k &&
                question->rest[taken] < question->hits[question->k - 1].score)
                return taken;
        }
        Addend addend = make_addend(segment, list, question->scale);
        add(&addend, &list->postings, question->partial);
    }
    return lists;
}

static void rank_segment(const Index *index, int64_t number, const uint8_t *admitted,
                         Question *question) {
    const Segment *segment = &index->segments[number];
    int32_t lists = open_lists(index, number, question);
    if (!lists) return;
    int32_t taken = add_lists(index, number, admitted, lists, question);
    if (question->hit_count < question->k) place_best(index, number, admitted, question);
    open_passages_reaching(least(question, taken), segment, question);
    if (admitted) close_others(admitted, question);
    for (; taken < lists; taken++) {
        Addend addend = make_addend(segment, &question->lists[taken], question->scale);
        complete(&addend, &question->lists[taken].postings, question);
        close_below(least(question, taken + 1), question);
    }
    for (int32_t i = 0; i < question->open_count; i++) {
        uint16_t doc = question->open[i];
        if (question->partial[doc] >= least(question, lists)) place(index, number, question, doc);
        question->partial[doc] = 0;
    }
}

/* Give working room for a question, NULL where memory is short. */
static Question *make_question(const Index *index, int32_t length, int32_t k, Hit *hits) {
    size_t n = (size_t)length, lookups = n * (size_t)index->count;
    size_t size = sizeof(Question) + lookups * sizeof(Postings) +
                  n * (sizeof(List) + sizeof(uint64_t) + 3 * sizeof(double) + 2 * sizeof(int32_t)) +
                  sizeof(double) + (size_t)k * sizeof(uint16_t);
    Question *question = malloc(size);
    if (!question) return NULL;
    *question = (Question){.length = length, .k = k, .hits = hits,
                           .partial = partials, .open = open_passages};
    question->found = (Postings *)(question + 1);
    question->lists = (List *)(question->found + lookups);
    question->keys = (uint64_t *)(question->lists + n);
    question->idf = (double *)(question->keys + n);
    question->worth = question->idf + n;
    question->rest = question->worth + n;
    question->sequence = (int32_t *)(question->rest + n + 1);
    question->repeats = question->sequence + n;
    question->best = (uint16_t *)(question->repeats + n);
    return question;
}

/* Write the best k hits, best first, and give their number; -1 where memory is short, -2 where
   more than `MAX_TERMS` distinct terms are asked.

   `terms` are so many in the order asked, in UTF-8, each ended by a 0; `admitted` has for each
   segment a byte a passage, or NULL where all may be found. */
int32_t rank(const Index *index, const uint8_t *terms, int32_t length, int32_t k,
             const uint8_t *const *admitted, Hit *hits) {
    Question *question = make_question(index, length, k, hits);
    if (!question) return -1;
    int32_t count = -2;
    if (tell_apart(terms, question)) {
        weigh(index, question);
        for (int64_t i = 0; i < index->count; i++)
            rank_segment(index, i, admitted ? admitted[i] : NULL, question);
        count = question->hit_count;
    }
    free(question);
    return count;
}
