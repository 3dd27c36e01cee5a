// expect: 3:7 1 error a short
int f(short);
int f(a)
char a;
{
  return a;
}
