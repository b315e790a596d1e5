// error: 4: a range of cases begins with
int f(int x) {
    switch (x) {
    case 5 ... 3: return 1;
    }
    return 0;
}
