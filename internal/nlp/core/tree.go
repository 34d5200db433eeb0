package core

import "slices"

// tree finds the best tree over the words of a sentence: the maximum spanning
// arborescence with one word under the root, by Tarjan's version of the
// algorithm of Chu, Liu and Edmonds for dense graphs, in O(n²).
type tree struct {
	n      int     // nodes: the root and the words
	into   []int64 // node × source: adjusted score of the best edge from source into the node
	target []int32 // node × source: the word where that edge ends
	parent []int32 // of a node: the contracted node that holds it, or −1
	rep    []int32 // of an original node: the outermost node that holds it
	source []int32 // chosen edge of a node
	end    []int32
	weight []int64
	done   []bool
	onPath []bool
	path   []int32
	member []int32
}

// rootCost makes one edge from the root cheaper than any two.
const rootCost = int64(1) << 40

// grow gives s the length n; what it holds beyond its length is undefined.
func grow[T any](s []T, n int) []T { return slices.Grow(s[:min(len(s), n)], n-min(len(s), n))[:n] }

// isTree reports whether heads, of words from 1, form a tree with one word
// under the root. mark is scratch of the same length.
func isTree(heads, mark []int32) bool {
	roots := 0
	for i := range mark {
		mark[i] = 0
		if heads[i] == 0 {
			roots++
		}
	}
	if roots != 1 {
		return false
	}
	for i := range heads {
		for j := int32(i + 1); j != 0 && mark[j-1] != -1; j = heads[j-1] {
			if mark[j-1] == int32(i+1) {
				return false
			}
			mark[j-1] = int32(i + 1)
		}
		for j := int32(i + 1); j != 0 && mark[j-1] != -1; j = heads[j-1] {
			mark[j-1] = -1
		}
	}
	return true
}

// best writes the heads of the best tree, where scores[i·stride+j] is the score
// of head j for word i+1.
func (t *tree) best(heads []int32, scores []int32, stride int) {
	n := len(heads) + 1
	t.n = n
	t.into, t.target = grow(t.into, 2*n*n), grow(t.target, 2*n*n)
	t.parent, t.rep = grow(t.parent, 2*n), grow(t.rep, n)
	t.source, t.end, t.weight = grow(t.source, 2*n), grow(t.end, 2*n), grow(t.weight, 2*n)
	t.done, t.onPath = grow(t.done, 2*n), grow(t.onPath, 2*n)
	for i := range t.parent {
		t.parent[i], t.done[i], t.onPath[i] = -1, false, false
	}
	for v := range n {
		t.rep[v] = int32(v)
		for u := range n {
			t.target[v*n+u] = int32(v)
			if v > 0 {
				t.into[v*n+u] = int64(scores[(v-1)*stride+u])
				if u == 0 {
					t.into[v*n] -= rootCost
				}
			}
		}
	}
	t.done[0] = true
	next := n // the next contracted node
	for word := 1; word < n; word++ {
		a := t.rep[word]
		if t.done[a] {
			continue
		}
		t.path = append(t.path[:0], a)
		t.onPath[a] = true
		for {
			a = t.path[len(t.path)-1]
			t.choose(int(a))
			b := t.rep[t.source[a]]
			if t.done[b] {
				break
			}
			if !t.onPath[b] {
				t.path = append(t.path, b)
				t.onPath[b] = true
				continue
			}
			t.contract(b, next)
			next++
		}
		for _, a := range t.path {
			t.done[a], t.onPath[a] = true, false
		}
	}
	// An edge into a contracted node enters one of its members, and replaces the
	// edge of the cycle there.
	for s := next - 1; s >= n; s-- {
		m := t.end[s]
		for t.parent[m] != int32(s) {
			m = t.parent[m]
		}
		t.source[m], t.end[m] = t.source[s], t.end[s]
	}
	for i := range heads {
		heads[i] = t.source[i+1]
	}
}

// choose finds the best edge into node a from outside.
func (t *tree) choose(a int) {
	row := t.into[a*t.n : (a+1)*t.n]
	best := -1
	for u, w := range row {
		if t.rep[u] != int32(a) && (best < 0 || w > row[best]) {
			best = u
		}
	}
	t.source[a], t.end[a], t.weight[a] = int32(best), t.target[a*t.n+best], row[best]
}

// contract makes one node, s, of the path from b to its end, a cycle.
func (t *tree) contract(b int32, s int) {
	at := len(t.path) - 1
	for t.path[at] != b {
		at--
	}
	t.member = append(t.member[:0], t.path[at:]...)
	t.path = append(t.path[:at], int32(s))
	t.onPath[s] = true
	n := t.n
	for k, m := range t.member {
		t.onPath[m] = false
		t.parent[m] = int32(s)
		for u := range n {
			w := t.into[int(m)*n+u] - t.weight[m]
			if k == 0 || w > t.into[s*n+u] {
				t.into[s*n+u], t.target[s*n+u] = w, t.target[int(m)*n+u]
			}
		}
	}
	for u := range n {
		for _, m := range t.member {
			if t.rep[u] == m {
				t.rep[u] = int32(s)
				break
			}
		}
	}
}
