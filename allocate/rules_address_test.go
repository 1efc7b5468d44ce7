package allocate

import "testing"

func TestWrongAddressesAreNamed(t *testing.T) {
	s, _ := regions()
	s.contact("张伟", "zhangwei@example.com", "")
	s.silent(t, "address-missing")
	s.Contacts[0].Email, s.Contacts[0].Wrong = "", "见群"
	s.only(t, "address-missing").must(t, "张伟 的邮箱“见群”不是邮件地址", "name@example.com")
	s.Contacts[0].Wrong, s.Contacts[0].WrongCopy = "", "内线 8001"
	s.only(t, "address-missing").must(t, "张伟 的抄送“内线 8001”不是邮件地址")
}
