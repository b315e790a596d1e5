// error: 5: '&=' does not go with 'float' and 'int'
int main(void)
{
    float f = 3;
    f &= 1;
    return 0;
}
