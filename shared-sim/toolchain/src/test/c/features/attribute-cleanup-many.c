/* Many variables with cleanups and many ways out of their scopes: each way calls the right ones. */
#include <stdio.h>

static unsigned sum;

static void seen(int *value)
{
    sum = sum * 31 + *value;
}

#define V __attribute__((cleanup(seen)))
#define ONE(a, b) V int v##a##b = a * 10 + b; if (n == a * 10 + b) return n + 1000;
#define TEN(a) \
    ONE(a, 0) ONE(a, 1) ONE(a, 2) ONE(a, 3) ONE(a, 4) \
    ONE(a, 5) ONE(a, 6) ONE(a, 7) ONE(a, 8) ONE(a, 9)

static int returns(int n)
{
    TEN(0) TEN(1) TEN(2) TEN(3) TEN(4) TEN(5)
    return -1;
}

#undef ONE
#define ONE(a, b) V int v##a##b = a * 10 + b; if (n == a * 10 + b) return n * 0x100000001LL;

static long long wide(int n)
{
    TEN(0) TEN(1) TEN(2) TEN(3)
    return -1;
}

#undef ONE
#define ONE(a, b) V int v##a##b = a * 10 + b; if (n == a * 10 + b) return n / 4.0;

static double real(int n)
{
    TEN(0) TEN(1) TEN(2) TEN(3)
    return -1;
}

struct pair {
    int a, b, c;
};

#undef ONE
#define ONE(a, b) V int v##a##b = a * 10 + b; if (n == a * 10 + b) return (struct pair){n, sum, 7};

static struct pair structure(int n)
{
    TEN(0) TEN(1) TEN(2) TEN(3)
    return (struct pair){-1, -2, -3};
}

#undef ONE
#define ONE(a, b) V int v##a##b = a * 10 + b; if (n == a * 10 + b) return;

static void nothing(int n)
{
    TEN(0) TEN(1) TEN(2) TEN(3)
}

#undef ONE
#define ONE(a, b) \
    V int v##a##b = a * 10 + b; \
    char room##a##b[n + b + 1]; \
    room##a##b[n] = b; \
    if (i == a * 10 + b) break; \
    if (i == a * 10 + b + 100) continue; \
    if (i == a * 10 + b + 200) goto out; \
    sum += room##a##b[n];

static int jumps(int n)
{
    V int first = 1;
    for (int i = n; i < 400; i++) {
        V int second = 2;
        do {
            V int third = 3;
            TEN(0) TEN(1) TEN(2) TEN(3)
            sum += 5;
        } while (0);
        i += 38;
    }
    return 1;
out:
    sum++;
    return 2;
}

int main(void)
{
    for (int n = 0; n < 62; n += n < 50 ? 7 : 1) {
        sum = 0;
        int result = returns(n);
        printf("%d %08x;", result, sum);
        printf(" %llx %08x;", wide(n), sum);
        printf(" %d %08x;", (int)(real(n) * 4), sum);
        struct pair p = structure(n);
        printf(" %d %08x %d %08x;", p.a, p.b, p.c, sum);
        nothing(n);
        printf(" %08x;", sum);
        result = jumps(n);
        printf(" %d %08x\n", result, sum);
    }
    return 0;
}
