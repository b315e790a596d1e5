/* Horspool's string search of five words in a generated text of 4,000 letters: table look-ups, comparisons of bytes. */
#define LENGTH 4000

static const char *const WORDS[] = {"aab", "abracad", "cadabra", "dcbaabcd", "abcdabcdabcdabcd"};
static unsigned char text[LENGTH], skip[256];

static unsigned length(const char *word) {
    unsigned n = 0;
    while (word[n])
        n++;
    return n;
}

static void prepare(const char *word, unsigned size) {
    unsigned i;
    for (i = 0; i < 256; i++)
        skip[i] = size;
    for (i = 0; i + 1 < size; i++)
        skip[(unsigned char)word[i]] = size - 1 - i;
}

static unsigned count(const char *word) {
    unsigned size = length(word), at = 0, i, found = 0;
    prepare(word, size);
    while (at + size <= LENGTH) {
        for (i = size; i && text[at + i - 1] == (unsigned char)word[i - 1]; i--)
            ;
        found += i == 0;
        at += skip[text[at + size - 1]];
    }
    return found;
}

static void fill(void) {
    unsigned seed = 1, i;
    for (i = 0; i < LENGTH; i++) {
        seed = seed * 1103515245u + 12345;
        text[i] = 'a' + (seed >> 16 & 3);
    }
}

unsigned work(unsigned rounds) {
    unsigned sum = 0, i;
    fill();
    while (rounds--)
        for (i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
            sum = sum * 31 + count(WORDS[i]);
    return sum;
}
