// expect: 2:5 error _Atomic
int *_Atomic place;
int main(void) { return place == 0; }
