/* The terms and postings of a segment as they lie on disk: keys.py and postings.py wrote them.

   A list is kept as Elias and Fano did: of each passage's number the lowest bits as they are, the
   higher part in unary. A dense one, of a quarter of the passages or more, is a bit a passage. So
   either can be read from its beginning, a word of the highs at a time, and a passage can be looked
   up in it without reading what stands before. */

#include <stdint.h>
#include <string.h>

#define KEY_BITS 58
#define SIGNPOSTED 64 /* postings of a list that has a bound and signposts, and highs between two */
#define LARGE 255     /* in the byte that tells a list's size: it stands in `large` */
#define VARIES 128    /* in the byte that tells a list's largest count: there are smaller ones */
#define CHUNK 56      /* bits read at a time, wherever they begin */
#define CHUNK_MASK (((uint64_t)1 << CHUNK) - 1)

typedef struct {
    uint32_t term, highs, lows; /* first term of the bucket, and where it begins, in bits */
} Bucket;

typedef struct {
    const Bucket *buckets;   /* one more than there are */
    const uint8_t *rests;    /* of each key: what is left of it beside its bucket */
    const uint8_t *sizes;    /* of each term: one less than it has postings */
    const uint32_t *large;   /* terms with more postings than that, and how many */
    const uint8_t *tops;     /* of each term: its largest count */
    const uint8_t *highs, *lows;
    const uint32_t *lengths; /* of each passage: its terms, */
    const uint8_t *classes;  /* the class of that length, */
    const uint16_t *articles; /* its article */
    const uint32_t *ranks;   /* order of each article among all */
    const uint32_t *lessened; /* ascending: terms that passages which are gone contain, */
    const uint32_t *fewer;   /* and how many such passages */
    const float *worth;      /* [WORTHS][256]: of a count in a class of lengths, at most */
    int64_t passages, large_terms, lessened_terms;
    double bound_step;       /* what one step of a list's bound stands for */
    double least_norm;       /* the shortest passage's */
    int32_t bucket_bits;
} Segment;

typedef struct { /* the postings of a term, opened */
    const uint8_t *highs, *lows; /* the streams, */
    uint64_t high, low;          /* and where in them the list begins */
    uint64_t signposts;          /* where they stand in the lows, 0 for none */
    int32_t size, high_size;
    uint8_t is_dense, low_bits, count_bits, top, bound;
} Postings;

/* ---- bits and bytes ---- */

/* Give 57 bits or more of a stream from a place on; it goes on for eight bytes after its last. */
static inline uint64_t bits_at(const uint8_t *stream, uint64_t place) {
    uint64_t word;
    memcpy(&word, stream + (place >> 3), sizeof word);
    return word >> (place & 7);
}

static inline uint32_t low_mask(uint32_t bits) { return ((uint32_t)1 << bits) - 1; }

/* Give how many of the words, ascending and `stride` apart, are below one. */
static int64_t count_below(const uint32_t *words, int64_t count, int64_t stride, uint32_t word) {
    int64_t low = 0, high = count;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (words[middle * stride] < word) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* ---- terms ---- */

/* Give the key of a term; see `term_key` in keys.py. */
static uint64_t key_of(const uint8_t *term, size_t length) {
    const uint64_t prime = ((uint64_t)1 << 61) - 1, factor = 0x13C6EF372FE94F83;
    uint64_t value = length;
    size_t start = 0;
    do {
        uint64_t chunk = 0;
        size_t size = length - start < 7 ? length - start : 7;
        for (size_t i = 0; i < size; i++) chunk |= (uint64_t)term[start + i] << (8 * i);
        unsigned __int128 product = (unsigned __int128)(value + chunk) * factor;
        value = (uint64_t)(product & prime) + (uint64_t)(product >> 61);
        value = (value & prime) + (value >> 61);
        if (value >= prime) value -= prime;
        start += 7;
    } while (start < length);
    return value >> (61 - KEY_BITS);
}

static int32_t size_of(const Segment *segment, uint32_t term) {
    if (segment->sizes[term] < LARGE) return segment->sizes[term] + 1;
    int64_t at = count_below(segment->large, segment->large_terms, 2, term);
    int found = at < segment->large_terms && segment->large[2 * at] == term;
    return found ? (int32_t)segment->large[2 * at + 1] : LARGE + 1;
}

/* Tell how a term's list is laid out, and give how many bits of the lows are its head. */
static inline int32_t lay_out(const Segment *segment, uint32_t term, Postings *list) {
    uint32_t size = (uint32_t)size_of(segment, term), passages = (uint32_t)segment->passages;
    uint8_t top = segment->tops[term];
    list->size = (int32_t)size;
    list->is_dense = size >= (passages + 3) / 4;
    /* log2 of passages / size, rounded down, without the division */
    int32_t low_bits = __builtin_clz(size) - __builtin_clz(passages);
    low_bits -= size << low_bits > passages;
    list->low_bits = list->is_dense ? 0 : (uint8_t)low_bits;
    uint32_t values = ((passages - 1) >> list->low_bits) + 1;
    list->high_size = (int32_t)(list->is_dense ? values : size + values);
    list->top = top & (VARIES - 1);
    list->count_bits = top >= VARIES ? (uint8_t)(32 - __builtin_clz((uint32_t)list->top - 1)) : 0;
    return size >= SIGNPOSTED ? 8 + 16 * (int32_t)((values - 1) / SIGNPOSTED) : 0;
}

/* Open the list of a key's term; gives the term's number, -1 where the segment has not got it. */
static int64_t find(const Segment *segment, uint64_t key, Postings *list) {
    int32_t rest_bits = KEY_BITS - segment->bucket_bits;
    size_t width = (size_t)(rest_bits + 7) / 8;
    uint64_t mask = width < 8 ? ((uint64_t)1 << (8 * width)) - 1 : ~(uint64_t)0;
    uint64_t rest = key & (((uint64_t)1 << rest_bits) - 1);
    const Bucket *bucket = &segment->buckets[key >> rest_bits];
    for (uint32_t term = bucket[0].term; term < bucket[1].term; term++) {
        if ((bits_at(segment->rests, 8 * width * term) & mask) != rest) continue;
        uint64_t high = bucket->highs, low = bucket->lows;
        for (uint32_t before = bucket->term; before < term; before++) {
            int32_t head = lay_out(segment, before, list);
            high += (uint64_t)list->high_size;
            low += (uint64_t)(head + list->size * (list->low_bits + list->count_bits));
        }
        int32_t head = lay_out(segment, term, list);
        list->highs = segment->highs, list->lows = segment->lows;
        list->high = high, list->low = low + (uint64_t)head;
        list->bound = head ? (uint8_t)bits_at(list->lows, low) : 0;
        list->signposts = head ? low + 8 : 0;
        return term;
    }
    return -1;
}

/* Give how many of a term's passages are gone. */
static uint32_t gone_of(const Segment *segment, uint32_t term) {
    int64_t at = count_below(segment->lessened, segment->lessened_terms, 1, term);
    int lessened = at < segment->lessened_terms && segment->lessened[at] == term;
    return lessened ? segment->fewer[at] : 0;
}

/* ---- postings ---- */

/* Give what the lows have of a posting, by its number: low bits and, above them, the count's. */
static inline uint32_t read_low(const Postings *list, uint64_t number) {
    uint32_t width = (uint32_t)list->low_bits + list->count_bits;
    return (uint32_t)bits_at(list->lows, list->low + number * width) & low_mask(width);
}

/* Give how often the term stands in a passage, by what the lows have of the posting. */
static inline uint8_t count_of(const Postings *list, uint32_t low) {
    return list->count_bits ? (uint8_t)((low >> list->low_bits) + 1) : list->top;
}

typedef struct { /* a list as it is read, posting by posting */
    const uint8_t *highs, *lows;
    uint64_t start;       /* of the list, in the highs */
    uint64_t ones;        /* the highs from `place` on that are still to be read */
    uint64_t low;         /* where the next posting's lows are */
    int32_t place, end;   /* in the highs, counted from the start */
    int32_t high, unary;  /* high part of a posting at the place; 1 if each posting takes a bit */
    uint32_t low_bits, width, mask, count_mask;
    uint32_t doc;         /* what was read: the passage, */
    uint32_t more;        /* and how many counts more than one it has, 0 where they do not vary */
} Cursor;

static inline uint64_t read_ones(const Cursor *cursor) {
    uint64_t ones = bits_at(cursor->highs, cursor->start + (uint64_t)cursor->place) & CHUNK_MASK;
    int32_t left = cursor->end - cursor->place;
    return left < CHUNK ? ones & (((uint64_t)1 << left) - 1) : ones;
}

static inline Cursor begin(const Postings *list) {
    Cursor cursor = {.highs = list->highs, .lows = list->lows, .start = list->high,
                     .low = list->low, .end = list->high_size, .unary = !list->is_dense,
                     .low_bits = list->low_bits, .mask = low_mask(list->low_bits),
                     .width = (uint32_t)list->low_bits + list->count_bits,
                     .count_mask = low_mask(list->count_bits)};
    cursor.ones = read_ones(&cursor);
    return cursor;
}

/* Read the next posting; says whether there was one. */
static inline int next(Cursor *cursor) {
    while (!cursor->ones) {
        cursor->place += CHUNK;
        cursor->high += CHUNK;
        if (cursor->place >= cursor->end) return 0;
        cursor->ones = read_ones(cursor);
    }
    uint32_t high = (uint32_t)(cursor->high + __builtin_ctzll(cursor->ones));
    uint32_t low = (uint32_t)bits_at(cursor->lows, cursor->low);
    cursor->doc = high << cursor->low_bits | (low & cursor->mask);
    cursor->more = low >> cursor->low_bits & cursor->count_mask;
    cursor->ones &= cursor->ones - 1;
    cursor->high -= cursor->unary;
    cursor->low += cursor->width;
    return 1;
}

/* Give, in each byte, how many ones a word has up to there (below 64). */
static inline uint64_t count_ones(uint64_t word) {
    word -= word >> 1 & 0x5555555555555555;
    word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
    word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0F;
    return word * 0x0101010101010101;
}

/* Give the place after so many ones, 1 at least, of a word that has them; `to_byte` counts them. */
static int32_t place_after(uint64_t word, uint32_t ones, uint64_t to_byte) {
    const uint64_t each = 0x0101010101010101, top = 0x8080808080808080;
    /* Bytes up to which there are fewer: in each the top bit of ones - 1 - to_byte is left. */
    uint64_t fewer = (((ones - 1) * each | top) - to_byte) & top;
    uint32_t byte = (uint32_t)(((fewer >> 7) * each) >> 56);
    uint32_t left = ones - 1 - (uint32_t)(to_byte << 8 >> (8 * byte) & 0xFF);
    uint64_t rest = word >> (8 * byte);
    for (; left; left--) rest &= rest - 1;
    return (int32_t)(8 * byte) + __builtin_ctzll(rest) + 1;
}

/* Go to the last signpost before a high value: what is left of the value is counted from there.
   Gives how many postings were passed. */
static inline uint32_t pass_signpost(const Postings *list, uint32_t *value, uint64_t *place) {
    uint32_t group = *value / SIGNPOSTED;
    if (!list->signposts || !group) return 0;
    uint64_t signpost = list->signposts + 16 * (uint64_t)(group - 1);
    uint32_t number = (uint16_t)bits_at(list->lows, signpost);
    *value %= SIGNPOSTED;
    *place += (uint64_t)group * SIGNPOSTED + (list->is_dense ? 0 : number);
    return number;
}

/* Do what `count_in` does, in a dense list. */
static uint8_t count_in_dense(const Postings *list, uint32_t doc) {
    if (!(bits_at(list->highs, list->high + doc) & 1)) return 0;
    if (!list->count_bits) return list->top;
    uint64_t place = list->high;
    uint32_t left = doc, number = pass_signpost(list, &left, &place);
    for (uint32_t step; left; left -= step, place += step) {
        step = left < CHUNK ? left : CHUNK;
        uint64_t before = bits_at(list->highs, place) & (((uint64_t)1 << step) - 1);
        number += (uint32_t)(count_ones(before) >> 56);
    }
    return count_of(list, read_low(list, number));
}

/* Give how often the term stands in a passage, 0 where it does not. */
static uint8_t count_in(const Postings *list, uint32_t doc) {
    if (list->is_dense) return count_in_dense(list, doc);
    uint64_t place = list->high;
    uint32_t zeros = doc >> list->low_bits; /* to pass: one for each smaller high value */
    uint32_t number = pass_signpost(list, &zeros, &place); /* of the posting at the place */
    while (zeros) {
        uint64_t word = ~bits_at(list->highs, place) & CHUNK_MASK;
        uint64_t to_byte = count_ones(word);
        uint32_t found = (uint32_t)(to_byte >> 56), passed = found < zeros ? found : zeros;
        int32_t step = found < zeros ? CHUNK : place_after(word, zeros, to_byte);
        place += (uint64_t)step;
        number += (uint32_t)step - passed;
        zeros -= passed;
    }
    uint32_t mask = low_mask(list->low_bits), wanted = doc & mask;
    for (; bits_at(list->highs, place) & 1; place++, number++) {
        uint32_t low = read_low(list, number);
        if ((low & mask) >= wanted) return (low & mask) == wanted ? count_of(list, low) : 0;
    }
    return 0;
}
