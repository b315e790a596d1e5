// error: 4: 'again'
int main(void) {
again:
again:
    return 0;
}
