// error: 3: 
int main(int argc, char **argv) {
    int v[argc];
    return sizeof v;
}
