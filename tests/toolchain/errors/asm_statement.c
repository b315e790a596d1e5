// error: 3: 
int main(void) {
    asm("nop");
    return 0;
}
