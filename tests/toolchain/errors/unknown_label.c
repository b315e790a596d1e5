// error: 3: 'nowhere'
int main(void) {
    goto nowhere;
}
