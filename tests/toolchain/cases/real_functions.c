/* Floating numbers through calls, variadic functions, structs, recursion, arrays. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct vector {
    double x, y, z;
};

static struct vector cross(struct vector a, struct vector b) {
    struct vector r = {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
    return r;
}

static double total(int n, ...) {
    double sum = 0;
    va_list ap;
    va_start(ap, n);
    while (n--)
        sum += n & 1 ? va_arg(ap, double) : va_arg(ap, int);
    va_end(ap);
    return sum;
}

static double integrate(double (*f)(double), double from, double to, int steps) {
    double h = (to - from) / steps, sum = (f(from) + f(to)) / 2;
    int i;
    for (i = 1; i < steps; i++)
        sum += f(from + i * h);
    return sum * h;
}

static double square(double x) {
    return x * x;
}

static double newton(double x, double guess, int depth) {
    return depth ? newton(x, (guess + x / guess) / 2, depth - 1) : guess;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static float old(a, b)
float a;
double b;
{
    return a + b;
}

int main(void) {
    static double values[] = {3.5, -1, 2e10, 0.001, 2.5, -7.25};
    float matrix[3][3] = {{1, 2}, {0.5f, 3}, {4, 0, 1}};
    struct vector v = cross((struct vector){1, 2, 3}, (struct vector){-1, 0.5, 2});
    float determinant;
    int i;
    printf("%g %g %g\n", v.x, v.y, v.z);
    printf("%g\n", total(4, 1.5, 2, 3.25f, 4));
    printf("%.6f %.6f\n", integrate(square, 0, 3, 30), integrate(sqrt, 0, 1, 20));
    printf("%.15g\n", newton(2, 1, 6));
    qsort(values, 6, sizeof *values, ascending);
    for (i = 0; i < 6; i++)
        printf("%g ", values[i]);
    determinant = matrix[0][0] * (matrix[1][1] * matrix[2][2] - matrix[1][2] * matrix[2][1]) - matrix[0][1] * (matrix[1][0] * matrix[2][2] - matrix[1][2] * matrix[2][0]);
    printf("\n%g %g\n", determinant, old(1.5f, 2.25));
    for (i = 0; i < 5; i++)
        printf("%.10g ", pow(1.1, i) * exp(-i) + sin(i));
    printf("\n%g %g %d\n", floor(-2.5), fmod(7.5, 2), isnan(sqrt(-1)));
    return 0;
}
