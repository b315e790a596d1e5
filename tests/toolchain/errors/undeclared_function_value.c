// error: 3: 'nowhere'
int main(void) {
    int (*f)() = nowhere;
    return f();
}
