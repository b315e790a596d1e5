# XCU 2.7 Redirection
#### output and input
echo hi > f; cat < f; echo more >> f; cat f
| hi
| hi
| more
#### order of redirections
{ echo out; echo err >&2; } > f 2>&1; cat f
| out
| err
#### duplicate then redirect
{ { echo out; echo err >&2; } 2>&1 > /dev/null; } | cat
| err
#### numbered descriptors
exec 3> f; echo a >&3; echo b >&3; exec 3>&-; cat f
| a
| b
#### read from a numbered descriptor
echo line > f; exec 4< f; read x <&4; echo $x; exec 4<&-
| line
#### closed descriptor is an error
exec 5>&-; { echo a >&5; } 2>/dev/null; echo $?
| 2
#### noclobber
echo a > f; set -C; { echo b > f; } 2>/dev/null; echo $?; cat f; echo c >| f; cat f; echo d >> f; cat f
| 2
| a
| c
| c
| d
#### read and write
echo abc > f; { read x; echo $x; } <> f
| abc
#### missing file
cat < missing 2>/dev/null; echo $?; { : < missing; } 2>/dev/null; echo still
## status: 2
| 2
#### missing file ends a special builtin's shell
(: < missing; echo not here) 2>/dev/null; echo $?
| 2
#### redirection without a command
> empty; [ -f empty ] && [ ! -s empty ] && echo made
| made
#### redirection before the command
> f echo x y; cat f; < f cat
| x y
| x y
#### redirection in the middle
echo a > f b c; cat f
| a b c
#### compound command
for i in 1 2; do echo $i; done > f; cat f; while read x; do echo got $x; done < f
| 1
| 2
| got 1
| got 2
#### if and case
if true; then echo y; fi > f; case x in x) echo z;; esac >> f; cat f
| y
| z
#### function with redirection at its definition
f() { echo inside; } > out; f; cat out
| inside
#### function with redirection at its call
f() { echo inside; cat; }; echo data | f > out; cat out
| inside
| data
#### here-document
cat <<END
hello
  world
END
| hello
|   world
#### here-document expands
x=5; cat <<END
$x ${x}y $((x+1)) $(echo sub) `echo bq` \$x \\ \a "q" 'r'
END
| 5 5y 6 sub bq $x \ \a "q" 'r'
#### here-document quoted
x=5; cat <<'END'
$x `a` $(b) \$x \\
END
| $x `a` $(b) \$x \\
#### here-document with a quoted part of the delimiter
x=5; cat <<E"N"D
$x
END
| $x
#### here-document strips tabs
cat <<-END
	one
		two
	END
echo after
| one
| two
| after
#### here-document joins continued lines
cat <<END
a\
b
END
| ab
#### two here-documents
cat <<A; cat <<B
first
A
second
B
| first
| second
#### here-document on a descriptor
cat 3<<END <&3
three
END
| three
#### here-document in a loop
for i in 1 2; do cat <<END
$i
END
done
| 1
| 2
#### here-document in a pipeline
cat <<END | tr a-z A-Z
shout
END
| SHOUT
#### here-document with nothing in it
cat <<END
END
echo ok
| ok
#### here-document in a function
f() {
cat <<END
arg $1
END
}
f x; f y
| arg x
| arg y
#### here-document with quotes in an expansion
cat <<END
${nope:-a "b" c} "${nope:-d}"
END
| a b c "d"
#### delimiter alone counts, not as a part
cat <<E
E E
EE
 E
E
| E E
| EE
|  E
#### redirect to a name made by expansion
n=f; echo x > $n.txt; cat f.txt; echo y > "a b"; cat "a b"
| x
| y
#### standard error
(echo a; echo b >&2) 2> err; cat err
| a
| b
#### exec redirects the shell
(exec > f; echo one; echo two); cat f
| one
| two
#### exec closes input
(exec < /dev/null; read x; echo $?)
| 1
#### descriptor from a variable
fd=1; echo x >&$fd
| x
#### closing output makes writing fail
(echo x >&- ) 2>/dev/null; echo $?
| 1
#### append creates
echo a >> new; cat new
| a
#### input is shared between commands
printf 'a\nb\nc\n' > f; { read x; read y; echo $y $x; cat; } < f
| b a
| c
#### swap of output and error
{ { echo o; echo e >&2; } 3>&1 1>&2 2>&3 | sed s/^/p/; } 2>/dev/null
| pe
#### redirections of a subshell
(echo a; echo b) > f; cat f
| a
| b
#### digits belong to the word unless alone
echo a2>f; cat f; echo 2 >f; cat f
| a2
| 2
