// error: 5: default
int main(void) {
    switch (3) {
    default: return 1;
    default: return 2;
    }
    return 0;
}
