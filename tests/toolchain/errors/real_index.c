// error: 4: only a pointer or array can be indexed, by an integer
int main(void)
{
    return "text"[1.0];
}
