/* Huffman codes over a text: a tree in arrays, code lengths, the packed bits. */
#include <stdio.h>
#include <string.h>
#define MAX 64
static struct { int weight; short kid[2], parent; } node[MAX];
static char leaf[MAX];
static int count;
static int lightest(int except)
{
    int i, best = -1;
    for (i = 0; i < count; i++)
        if (node[i].parent < 0 && i != except && (best < 0 || node[i].weight < node[best].weight))
            best = i;
    return best;
}
static int code(int n, char *out)
{
    int len = 0, i;
    for (; node[n].parent >= 0; n = node[n].parent)
        out[len++] = '0' + (node[node[n].parent].kid[1] == n);
    for (i = 0; i < len / 2; i++) {
        char t = out[i];
        out[i] = out[len - 1 - i];
        out[len - 1 - i] = t;
    }
    out[len] = 0;
    return len;
}
int main(void)
{
    static const char text[] = "this is an example of a huffman tree";
    int freq[128] = { 0 }, i, leaves, bits = 0;
    unsigned crc = 0;
    char buf[MAX];
    const char *p;
    for (p = text; *p; p++)
        freq[(int)*p]++;
    for (i = 0; i < 128; i++)
        if (freq[i]) {
            leaf[count] = i;
            node[count].weight = freq[i];
            node[count].parent = -1;
            count++;
        }
    leaves = count;
    while (count < 2 * leaves - 1) {
        int a = lightest(-1), b = lightest(a);
        node[count].weight = node[a].weight + node[b].weight;
        node[count].kid[0] = a;
        node[count].kid[1] = b;
        node[count].parent = -1;
        node[a].parent = node[b].parent = count;
        count++;
    }
    for (i = 0; i < leaves; i++) {
        int n = code(i, buf);
        bits += n * freq[(int)leaf[i]];
        printf("'%c' %d %s\n", leaf[i], freq[(int)leaf[i]], buf);
    }
    for (p = text; *p; p++) {
        const char *q;
        code((int)((const char *)memchr(leaf, *p, leaves) - leaf), buf);
        for (q = buf; *q; q++)
            crc = crc << 1 ^ (*q - '0') ^ (crc >> 31 ? 0x04C11DB7 : 0);
    }
    printf("%d bits, %d bytes, %08x\n", bits, (int)strlen(text), crc);
    return 0;
}
