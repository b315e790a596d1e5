// error: 3: no association takes 'double'
int f(void) {
    return _Generic(1.0, int: 1);
}
