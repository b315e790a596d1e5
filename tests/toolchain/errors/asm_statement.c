// error: 3: asm with instructions is not supported
int main(void) {
    asm("nop");
    return 0;
}
