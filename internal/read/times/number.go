package times

// join replaces number phrases by one unit: "twenty-five", "two hundred",
// "nineteen ninety-six", "two thousand and five", "a dozen", "a couple of",
// "2 1/2", "two and a half", "two or three".
func (l *lexer) join() {
	us := l.units
	out := us[:0]
	for i := 0; i < len(us); {
		u := us[i]
		if u.set.has(cNum) || u.set.has(cA) || u.set.has(l.vocabulary.vague) || u.set.has(l.vocabulary.dozen) || u.set.has(l.vocabulary.couple) {
			if joined, n := l.numberPhrase(us[i:]); n > 0 {
				out = append(out, joined)
				i += n
				continue
			}
		}
		out = append(out, u)
		i++
	}
	l.units = out
}

// numberPhrase reads the number phrase that us starts with, and how many units
// it takes; 0 when it is to be left as it is.
func (l *lexer) numberPhrase(us []unit) (unit, int) {
	v := l.vocabulary
	u := us[0]
	at := func(i int) *unit {
		if i < len(us) {
			return &us[i]
		}
		return &unit{}
	}
	close := func(n int, num int32) (unit, int) {
		u.end = us[n-1].end
		u.num, u.word, u.alpha = num, 0, false
		u.set = setOf(cNum)
		return u, n
	}
	switch {
	case u.set.has(v.vague):
		return close(1, -1)
	case u.set.has(v.couple):
		if at(1).word == v.of {
			return close(2, 2)
		}
		return close(1, 2)
	case u.set.has(v.dozen):
		return close(1, 12)
	case u.set.has(cA):
		switch {
		case at(1).set.has(v.couple) && at(2).word == v.of:
			return close(3, 2)
		case at(1).set.has(v.couple):
			return close(2, 2)
		case at(1).set.has(v.dozen):
			return close(2, 12)
		case at(1).set.has(v.scale):
			return close(2, at(1).val)
		case at(1).word == v.few:
			return close(2, -1)
		}
		return u, 0
	case u.set.has(cFigure):
		// 2 1/2
		if at(1).set.has(cFigure) && at(1).num == 1 && at(2).word == v.slash && at(2).glued && at(3).num == 2 && at(3).glued && u.num < 100 {
			u.den = 2
			return close(4, u.num)
		}
		if at(1).den == 2 && at(1).num == 0 && at(1).glued { // 2½
			u.den = 2
			return close(2, u.num)
		}
	}
	n := 1
	num := u.num
	words := u.alpha
	if words {
		num, n = l.wordNumber(us)
		// years in words: nineteen ninety-six, twenty twenty-five
		if n == 1 && (num == 19 || num == 20 || num == 18) && at(1).alpha && at(1).set.has(cNum) && !at(1).glued {
			low, m := l.wordNumber(us[1:])
			if low >= 10 && low <= 99 {
				y, k := close(1+m, num*100+low)
				y.set.add(cYear)
				return y, k
			}
		}
		if num >= 1900 && num < 2100 {
			y, k := close(n, num)
			y.set.add(cYear)
			return y, k
		}
	}
	// two and a half
	if at(n).word == v.and && at(n+1).set.has(cA) && at(n+2).word == v.half && num < 100 {
		u.den = 2
		return close(n+3, num)
	}
	if !words {
		return u, 0
	}
	out, k := close(n, num)
	if num >= 1 && num <= 31 && n == 1 {
		out.alpha = true
	}
	return out, k
}

// wordNumber reads a cardinal in words below a million.
func (l *lexer) wordNumber(us []unit) (int32, int) {
	v := l.vocabulary
	total, cur := int32(0), us[0].num
	n := 1
	for n < len(us) {
		u := &us[n]
		step := 1
		if u.word == v.hyphen && u.glued && n+1 < len(us) && us[n+1].glued {
			u = &us[n+1]
			step = 2
		} else if u.word == v.and && n+1 < len(us) && (total > 0 || cur >= 100) && us[n+1].alpha && us[n+1].set.has(cNum) {
			u = &us[n+1]
			step = 2
		}
		switch {
		case u.set.has(v.scale) && u.val == 100 && cur > 0 && cur < 100:
			cur *= 100
		case u.set.has(v.scale) && u.val == 1000 && cur > 0 && cur < 1000 && total == 0:
			total, cur = cur*1000, 0
		case u.alpha && u.set.has(cNum) && u.num > 0 && u.num < 10 && cur%100 >= 20 && cur%10 == 0:
			cur += u.num
		case u.alpha && u.set.has(cNum) && u.num > 0 && u.num < 100 && (cur >= 100 && cur%100 == 0 || cur == 0 && total > 0):
			cur += u.num
		default:
			return total + cur, n
		}
		n += step
	}
	return total + cur, n
}
