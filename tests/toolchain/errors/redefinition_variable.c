// error: 4: 'x'
int main(void) {
    int x = 1;
    int x = 2;
    return x;
}
