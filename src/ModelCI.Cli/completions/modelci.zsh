# Completion of modelci in zsh, behind compinit: eval "$(modelci completion zsh)"
_modelci() {
    # Without the program's own name, which may be a path.
    local line=${LBUFFER#*[[:space:]]}
    local -a offered
    offered=(${(f)"$($words[1] "[suggest:${#line}]" "$line" 2>/dev/null)"})
    # Where modelci has nothing to offer, the names of files.
    if (( ${#offered} )); then
        compadd -- $offered || _files
    else
        _files
    fi
}
compdef _modelci modelci
