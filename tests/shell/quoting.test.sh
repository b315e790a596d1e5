# XCU 2.2 Quoting
#### single quotes keep everything
echo 'a $b `c` "d" \e'
| a $b `c` "d" 
#### double quotes expand parameters
x=5; echo "x is $x, \$x \`x\` \\ \" \q"
| x is 5, $x `x` \ " \q
#### backslash outside quotes
echo a\ b \$x \'q\' \"z\" \\
| a b $x 'q' "z" \
#### line continuation disappears
echo one\
two 'three\
four' "five\
six"
| onetwo three\
| four fivesix
#### empty quotes make a field
set -- '' "" a; echo $#
| 3
#### quotes inside a word join
echo a'b c'"d e"f\ g
| ab cd ef g
#### no parameter expansion after a quoted dollar
x=1; echo '$x'"$x"\$x
| $x1$x
#### dollar without a name is itself
echo $ "$" a$ $% "$ x"
| $ $ a$ $% $ x
#### comments begin only at a word
echo a#b # c
echo 'x # y' #z
| a#b
| x # y
#### a quoted keyword is no keyword
'if' 2>/dev/null; echo $?
| 127
#### quoted newline in an argument
echo "a
b"
| a
| b
#### backslash newline inside a word
ec\
ho hi
| hi
#### backslash in double quotes before other characters
echo "\a" | cat -; echo "\\a" | cat -
| 
| 
#### a single quote in double quotes
echo "it's" 'a"b'
| it's a"b
#### hash in the middle of an expansion
x=a#b; echo ${x}#c
| a#b#c
#### the backslash quotes every character
echo \a\$\`\"\'\\\|\&\;\<\>\(\)\ \	\*\?\[\#\~\=\%
| a$`"'\|&;<>() 	*?[#~=%
#### a backslash at the end of the input is itself
printf 'echo a\\' >s; sh s; sh -c 'echo b\'
| a\
| b\
#### single quotes next to double quotes
echo 'a'"b"'c'"'"d'"'
| abc'd"
#### backslash in double quotes before each special
echo "\$ \` \" \\ \a \' \* \n \} \{"
| $ ` " \  \' \* 
|  \} \{
#### backslash newline in double quotes disappears
echo "a\
b"
| ab
#### backslash newline in single quotes stays
echo 'a\
b'
| a\
| b
#### backslash newline inside an operator
echo a &\
& echo b; echo c |\
## status: 2
#### backslash newline inside a parameter
x=1; xy=2; echo $x\
y ${x\
y}
| 2 2
#### backslash newline in a keyword
i\
f true; th\
en echo yes; f\
i
| yes
#### double quotes in a substitution in double quotes
echo "a $(echo "b  c") d"
| a b  c d
#### backquotes in double quotes with quotes inside
echo "`echo "a  b"`" "`echo \"a  b\"`"
| a  b a  b
#### single quotes inside braces in double quotes
x=; echo "${x:-'a'}" ; echo "${x:-a'b}"
| 'a'
| a'b
#### a closing brace quoted in an expansion
x=; echo ${x:-a\}b} ${x:-'}'} "${x:-"}"}" "${x:-\}}"
| a}b } } }
#### quoting in the word of an assignment default
echo ${x:="a  b"}; echo "$x"; echo ${y:='c  d'}; echo "$y"
| a b
| a  b
| c d
| c  d
#### quotes are removed only if they were there before expansion
x='"a b"'; echo $x "$x"; y="'"; echo $y"'"
| "a b" "a b"
| ''
#### empty strings as arguments
f() { echo $#; }; f '' "" \
 ''""; f $e; f "$e"; f $e''; f ''$e""
| 3
| 0
| 1
| 1
| 1
#### dollar at the end
echo a$ "$" '$' $
| a$ $ $ $
#### dollar before a quote in posix
echo "a$"
| a$
#### dollar before other characters
echo $, $% "$ " $/ 
| $, $% $  $/
#### tabs and spaces are kept in quotes
echo "a	b  c" 'd	e'
| a	b  c d	e
#### quoting a glob character
echo "*" '*' \* "?" [\*]
| * * * ? [*]
#### backslash at the end of a variable
x='a\'; echo $x "$x" $x'b'
| a\ a\ a
#### backslash in single quotes
echo 'a\b\\c\'
| a\c\
#### escape of a newline between words
echo a \
  b\
 c
| a b c
#### comment characters in words
echo a#b #c
echo \#a '#'b "#c"
| a#b
| #a #b #c
#### a comment ends with the line even after a backslash
# abc \
echo d
| d
#### command name in quotes
'echo' a; "echo" b; e\cho c; ec''ho d
| a
| b
| c
| d
#### quote in a variable name position
echo "$"x $'' 2>/dev/null | sed 's/^.*x.*$/x/'
| x
#### nested quoting three deep
echo "$(echo "$(echo "a  b")")"
| a  b
#### quoted newline in backquotes
echo `echo 'a
b'` "`echo 'a
b'`"
| a b a
| b
#### double quotes keep an exclamation mark
echo "a!b" !
| a!b !
#### quotes around a part of a pattern in case
x='*'; case 'a*' in a"$x") echo 1;; esac; case ab in a"$x") echo 2;; *) echo 3;; esac; case ab in a$x) echo 4;; esac
| 1
| 3
| 4
#### backslash in a case pattern from a variable
p='\*'; case '*' in $p) echo 1;; *) echo 2;; esac; case 'a' in $p) echo 3;; *) echo 4;; esac
| 1
| 4
#### quoted parameters in trimming
x='a*b*c'; echo "${x#*'*'}" "${x%'*'*}" ${x##*"*"} ${x%%\**}
| b*c a*b c a
#### trimming a pattern with a quoted brace
x='a}b'; echo ${x%\}*} "${x#*\}}" ${x#*'}'}
| a b b
#### single quotes in a pattern inside double quotes
x="a'b'c"; echo "${x#*\'}" "${x%\'*}"
| b'c a'b
#### double quotes within a pattern inside double quotes
x='a b c'; p='a b'; echo "${x#"$p"}" "${x#"a "}" 
|  c b c
#### backslashes in a here-document
cat <<X
\$a \`b\` \\ \" \c \
d
X
| $a `b` \ \" \c d
#### quotes in a here-document are ordinary
x=1; cat <<X
"$x" '$x' ${x+"q"} ${x+'r'}
X
| "1" '1' q 'r'
#### here-document delimiter quoted in part
x=1; cat <<E"O"F
$x
EOF
cat <<\E
$x \$
E
| $x
| $x \$
#### quotes inside a command substitution in a here-document
cat <<X
$(echo "a  b" 'c  d')
`echo "e  f"`
X
| a  b c  d
| e  f
#### default with quotes in a here-document
cat <<X
${u:-"a  b"} ${u:-'c  d'} ${u-\}}
X
| a  b 'c  d' }
#### octal and letters after a backslash are ordinary
echo \141 \x41 \n | tr -d ' '
| 141x41n
#### an unterminated single quote
sh -c "echo 'a" 2>/dev/null; echo $?
| 2
#### an unterminated double quote
sh -c 'echo "a' 2>/dev/null; echo $?
| 2
#### an unterminated backquote
sh -c 'echo `a' 2>/dev/null; echo $?
| 2
#### an unterminated substitution
sh -c 'echo $(echo a' 2>/dev/null; echo $?
| 2
#### an unterminated brace
sh -c 'echo ${a' 2>/dev/null; echo $?
| 2
#### an unterminated arithmetic expansion
sh -c 'echo $((1+2)' 2>/dev/null; echo $?
| 2
#### commands before a quoting error have run
printf 'echo a\necho "b\n' >s; sh s 2>/dev/null; echo $?
| a
| 2
