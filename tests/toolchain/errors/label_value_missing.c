// error: 2: label 'there' is not defined
int f(int x) {
    void *p = &&there;
    goto *p;
}
