/* A trie in a static pool: insertion, lookup, all words in order. */
#include <stdio.h>
#include <string.h>
static struct trie { unsigned char kid[26]; unsigned char ends; } pool[90];
static int used = 1;
static void insert(const char *w)
{
    struct trie *t = pool;
    for (; *w; w++) {
        unsigned char *k = &t->kid[*w - 'a'];
        if (!*k)
            *k = used++;
        t = &pool[*k];
    }
    t->ends++;
}
static int count(const char *w)
{
    int n = 0;
    for (; *w; w++)
        if (!(n = pool[n].kid[*w - 'a']))
            return 0;
    return pool[n].ends;
}
static void walk(int n, char *path, int depth)
{
    int i;
    if (pool[n].ends)
        printf("%.*s:%d ", depth, path, pool[n].ends);
    for (i = 0; i < 26; i++)
        if (pool[n].kid[i]) {
            path[depth] = 'a' + i;
            walk(pool[n].kid[i], path, depth + 1);
        }
}
int main(void)
{
    static const char *const words[] = { "tea", "ten", "to", "inn", "in", "i", "a", "tea", "integer", "tent", "into" };
    char path[16];
    unsigned i;
    for (i = 0; i < sizeof words / sizeof *words; i++)
        insert(words[i]);
    walk(0, path, 0);
    printf("\n%d %d %d %d %d\n", used, count("tea"), count("te"), count("integers"), count("in"));
    return 0;
}
