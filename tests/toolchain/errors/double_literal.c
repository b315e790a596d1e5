// error: 3: floating point
int main(void) {
    return 1.5 > 1;
}
