// expect: 2:1 warning shiny
__attribute__((shiny)) int f(void);
int main(void) { return 0; }
