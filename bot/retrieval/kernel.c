/* Top-k passages by MaxScore (Turtle and Flood, 1995), exact to the last bit of the reference.

   A segment's terms are taken by what they can add at most, the largest first. Once all that the
   terms left can add together is less than the k-th best score so far, no passage without one of
   the terms taken can be among the best: only passages already met are completed, by search in the
   lists left. What survives is scored anew in the order asked, step by step as rank-bm25 does.

   Compiled with -ffp-contract=off: a fused multiply-add would change last bits. */

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PASSAGES 65536
#define SLACK (1 - 1e-5) /* partial scores are floats: no bound is trusted closer than this */

typedef struct {
    const uint32_t *starts;   /* postings of term t: starts[t] .. starts[t + 1] */
    const uint8_t *bounds;    /* largest saturation of term t, in steps of `step` */
    const uint16_t *docs;     /* passage of each posting, ascending within a term */
    const uint8_t *counts;    /* repetitions of the term in it */
    const double *norms;      /* length norm of each passage */
    const uint32_t *articles; /* article of each passage */
    const uint32_t *ranks;    /* order of each article among all */
    double step;
} Segment;

typedef struct {
    double score;
    uint32_t rank;
    uint16_t segment, doc;
} Hit;

typedef struct {
    const int32_t *sequence; /* the terms in the order asked, repeats kept */
    const int32_t *repeats;  /* of each distinct term */
    const double *idf;       /* of each distinct term */
    int32_t length, terms, k;
    double k1;
} Question;

typedef struct {
    const uint16_t *docs;
    const uint8_t *counts;
    size_t size;
    double weight; /* idf times repeats */
    double most;   /* what it adds to a score at most */
    int32_t term;
} List;

static _Thread_local float partial[MAX_PASSAGES]; /* all 0 between calls */
static _Thread_local uint16_t met[MAX_PASSAGES];

static double saturation(double k1, uint8_t count, double norm) {
    return count * (k1 + 1) / (count + norm);
}

static int before(const Hit *a, const Hit *b) {
    if (a->score != b->score) return a->score > b->score;
    if (a->rank != b->rank) return a->rank < b->rank;
    if (a->segment != b->segment) return a->segment < b->segment;
    return a->doc < b->doc;
}

/* Put a hit into its place among the best k; `size` of them so far. Gives the new size. */
static int32_t insert(Hit *hits, int32_t size, int32_t k, Hit hit) {
    if (size == k && !before(&hit, &hits[k - 1])) return size;
    int32_t at = size < k ? size : k - 1;
    for (; at > 0 && before(&hit, &hits[at - 1]); at--) hits[at] = hits[at - 1];
    hits[at] = hit;
    return size < k ? size + 1 : size;
}

/* Give the repetitions of the list's term in a passage, 0 where it is not in the list. */
static uint8_t count_in(const List *list, uint16_t doc) {
    const uint16_t *low = list->docs;
    for (size_t size = list->size; size > 1;) {
        size_t half = size / 2;
        low += low[half] <= doc ? half : 0;
        size -= half;
    }
    return *low == doc ? list->counts[low - list->docs] : 0;
}

/* Give the lists of the question's terms in a segment, the most telling first. */
static int32_t open_lists(const Segment *segment, const int32_t *found, const Question *question,
                          List *lists) {
    int32_t count = 0;
    for (int32_t term = 0; term < question->terms; term++) {
        if (found[term] < 0) continue;
        uint32_t start = segment->starts[found[term]];
        double weight = question->idf[term] * question->repeats[term];
        List list = {segment->docs + start, segment->counts + start,
                     segment->starts[found[term] + 1] - start, weight,
                     weight * segment->step * segment->bounds[found[term]], term};
        int32_t at = count++;
        for (; at > 0 && lists[at - 1].most < list.most; at--) lists[at] = lists[at - 1];
        lists[at] = list;
    }
    return count;
}

/* Add a list to the partial scores; gives the number of passages met so far. */
static int32_t add_list(const List *list, const Segment *segment, const uint8_t *admitted,
                        double k1, int32_t size) {
    for (size_t i = 0; i < list->size; i++) {
        uint16_t doc = list->docs[i];
        if (admitted && !admitted[doc]) continue;
        if (partial[doc] == 0) met[size++] = doc;
        partial[doc] += list->weight * saturation(k1, list->counts[i], segment->norms[doc]);
    }
    return size;
}

/* Give the k-th largest partial score, 0 where fewer passages were met. `best` has room for k. */
static float kth_partial(int32_t size, int32_t k, float *best) {
    int32_t filled = 0;
    for (int32_t i = 0; i < size; i++) {
        float score = partial[met[i]];
        if (filled == k && score <= best[k - 1]) continue;
        int32_t at = filled < k ? filled++ : k - 1;
        for (; at > 0 && best[at - 1] < score; at--) best[at] = best[at - 1];
        best[at] = score;
    }
    return filled == k ? best[k - 1] : 0;
}

/* Say whether a passage can still reach `least`: its partial score, completed list by list. */
static int reaches(double least, double score, uint16_t doc, double norm, double k1,
                   const List *list, const List *end, const double *rest) {
    for (; list < end; list++, rest++) {
        if (score + *rest < least) return 0;
        uint8_t count = count_in(list, doc);
        if (count) score += list->weight * saturation(k1, count, norm);
    }
    return score >= least;
}

/* Give the passage's score as the reference adds it up. `by_term` has a term's list, or NULL. */
static double exact_score(const Question *question, const List *const *by_term, uint16_t doc,
                          double norm) {
    double score = 0;
    for (int32_t i = 0; i < question->length; i++) {
        int32_t term = question->sequence[i];
        if (!by_term[term]) continue;
        uint8_t count = count_in(by_term[term], doc);
        score += question->idf[term] * saturation(question->k1, count, norm);
    }
    return score;
}

typedef struct { /* working room for one question */
    List *lists;
    const List **by_term;
    double *rest; /* what the lists from i on can add together */
    float *best;
} Room;

static int32_t rank_segment(const Segment *segment, uint16_t number, const int32_t *found,
                            const Question *question, const uint8_t *admitted, const Room *room,
                            Hit *hits, int32_t size) {
    int32_t k = question->k, count = open_lists(segment, found, question, room->lists);
    memset(room->by_term, 0, question->terms * sizeof *room->by_term);
    room->rest[count] = 0;
    for (int32_t i = count; i-- > 0;) {
        room->rest[i] = room->rest[i + 1] + room->lists[i].most;
        room->by_term[room->lists[i].term] = &room->lists[i];
    }
    double least = size == k ? hits[k - 1].score * SLACK : 0;
    int32_t taken = 0, size_met = 0;
    while (taken < count && room->rest[taken] >= least) {
        size_met = add_list(&room->lists[taken++], segment, admitted, question->k1, size_met);
        if (room->rest[taken] > 0 && room->rest[0] >= 2 * room->rest[taken]) {
            double reached = kth_partial(size_met, k, room->best) * SLACK;
            if (reached > least) least = reached;
        }
    }
    for (int32_t i = 0; i < size_met; i++) {
        uint16_t doc = met[i];
        double score = partial[doc], norm = segment->norms[doc];
        partial[doc] = 0;
        if (!reaches(least, score * (2 - SLACK), doc, norm, question->k1, room->lists + taken,
                     room->lists + count, room->rest + taken))
            continue;
        Hit hit = {exact_score(question, room->by_term, doc, norm),
                   segment->ranks[segment->articles[doc]], number, doc};
        size = insert(hits, size, k, hit);
        if (size == k && hits[k - 1].score * SLACK > least) least = hits[k - 1].score * SLACK;
    }
    return size;
}

/* Write the best k hits, best first, and give their number; -1 where memory is short.

   `found` holds for each segment each distinct term's number in it, -1 for none; `admitted` for
   each segment a byte a passage, or NULL where all may be found. */
int32_t rank(const Segment *segments, int32_t count, const int32_t *found,
             const Question *question, const uint8_t *const *admitted, Hit *hits) {
    size_t terms = question->terms;
    Room room = {malloc((terms + 1) * sizeof(List)), malloc((terms + 1) * sizeof(List *)),
                 malloc((terms + 1) * sizeof(double)), malloc((question->k + 1) * sizeof(float))};
    int32_t size = -1;
    if (room.lists && room.by_term && room.rest && room.best) {
        size = 0;
        for (int32_t i = 0; i < count; i++)
            size = rank_segment(&segments[i], (uint16_t)i, found + i * terms, question,
                                admitted ? admitted[i] : NULL, &room, hits, size);
    }
    free(room.lists);
    free(room.by_term);
    free(room.rest);
    free(room.best);
    return size;
}
