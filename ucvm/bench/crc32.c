/* CRC-32, bit by bit, of a generated text: shifts, logic, a branch nobody can predict. */
#define LENGTH 1000

static unsigned char text[LENGTH];

static unsigned crc32(const unsigned char *byte, unsigned length) {
    unsigned crc = ~0u;
    int bit;
    while (length--) {
        crc ^= *byte++;
        for (bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }
    return ~crc;
}

unsigned work(unsigned rounds) {
    unsigned i, sum = 0, byte = 7;
    for (i = 0; i < LENGTH; i++)
        text[i] = byte = byte * 5 + 3 & 0xff;
    while (rounds--)
        sum = sum * 31 + crc32(text, LENGTH);
    return sum;
}
