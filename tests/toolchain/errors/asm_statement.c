// error: 3: asm is not supported
int main(void) {
    asm("nop");
    return 0;
}
