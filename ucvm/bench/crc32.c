/* CRC-32 bit by bit over a generated text: shifts, logic, branches. */
#include <stdio.h>

static unsigned crc32(unsigned length) {
    unsigned crc = ~0u, i, bit, byte = 7;
    for (i = 0; i < length; i++) {
        byte = (byte * 5 + 3) & 0xff;
        crc ^= byte;
        for (bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }
    return ~crc;
}

int main(void) {
    printf("%08x\n", crc32(8000));
    return 0;
}
