/* A value for a range of elements is evaluated once (GNU), and every element gets it. */
#include <stdio.h>

static int calls;

static int next(void)
{
    return ++calls;
}

struct mixed {
    char c;
    short s;
    long long l;
    double d;
    unsigned b : 3;
    unsigned : 2;
    unsigned e : 9;
};

static struct mixed made(void)
{
    struct mixed m = {1, 2, 3, 4.5, 5, next()};
    return m;
}

static int sum(const int *a, int count)
{
    int all = 0;
    for (int i = 0; i < count; i++)
        all += (i + 1) * a[i];
    return all;
}

static void numbers(void)
{
    calls = 0;
    int few[5] = {[0 ... 4] = next()};
    printf("%d %d\n", calls, sum(few, 5));
    int many[1000] = {[0 ... 989] = next(), [995] = next()};
    printf("%d %d\n", calls, sum(many, 1000));
    int holes[100] = {[0 ... 99] = next(), [0] = 7, [50] = next(), [60 ... 70] = 1};
    printf("%d %d\n", calls, sum(holes, 100));
    int square[20][30] = {[0 ... 19][3 ... 28] = next()};
    printf("%d %d\n", calls, sum(&square[0][0], 600));
    int gone[4] = {[0 ... 3] = next(), [0 ... 3] = 7};
    printf("%d %d\n", calls, sum(gone, 4));
    volatile char bytes[64] = {[0 ... 62] = next()};
    printf("%d %d %d %d\n", calls, bytes[0], bytes[62], bytes[63]);
    float third[40] = {[0 ... 39] = next() / 3.0};
    printf("%d %d\n", calls, third[0] == third[39] && third[20] == (float)(calls / 3.0));
    long long wide[40] = {[1 ... 38] = next() * 0x100000001LL};
    printf("%d %llx %llx %llx\n", calls, wide[0], wide[1], wide[38]);
}

static void structures(void)
{
    calls = 0;
    struct mixed few[9] = {[1 ... 7] = {next(), next(), next(), next(), next(), next()}};
    printf("%d: %d %d %lld %g %d %d; %d\n", calls, few[1].c, few[7].s, few[7].l, few[6].d, few[7].b,
           few[7].e, few[8].s);
    struct mixed many[90] = {[1 ... 88] = {next(), next(), next(), next(), next(), next()}};
    printf("%d: %d %d %lld %g %d %d; %d\n", calls, many[1].c, many[88].s, many[88].l, many[6].d,
           many[7].b, many[88].e, many[89].s);
    struct mixed whole[50] = {[0 ... 48] = made()};
    printf("%d: %d %d %d %d %d\n", calls, whole[0].e, whole[48].e, whole[3].s, whole[30].e, whole[49].e);
    int *places[3] = {[0 ... 2] = (int[]){next()}};
    printf("%d %d %d\n", calls, places[0] == places[2], *places[1]);
    int *literal = (int[70]){[0 ... 69] = ({ int a = next(); if (a < 0) goto out; a; })};
    printf("%d %d\n", calls, sum(literal, 70));
out:;
}

int main(void)
{
    numbers();
    structures();
    return 0;
}
