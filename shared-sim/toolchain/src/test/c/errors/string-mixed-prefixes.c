// expect: 3:17 error strings
int main(void) {
  return *(L"a" u"b");
}
