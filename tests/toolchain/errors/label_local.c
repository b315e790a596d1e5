// error: 3: label 'out' is not defined
int main(void) {
    goto out;
    { __label__ out; out: ; }
    return 0;
}
