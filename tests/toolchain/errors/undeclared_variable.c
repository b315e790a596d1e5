// error: 3: 'missing'
int main(void) {
    return missing + 1;
}
