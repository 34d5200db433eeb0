module github.com/parley-register/parley

go 1.26.8
