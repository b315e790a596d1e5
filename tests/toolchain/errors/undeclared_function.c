// error: 3: 'nowhere'
int main(void) {
    return nowhere(1);
}
