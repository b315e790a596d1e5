// error: 4: constant
int main(int argc, char **argv) {
    switch (argc) {
    case argc: return 1;
    }
    return 0;
}
