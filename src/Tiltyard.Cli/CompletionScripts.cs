namespace Tiltyard.Cli;

/// <summary>The scripts that ask <c>tiltyard [suggest:POSITION] "REST OF THE LINE"</c> and offer each line of the answer.</summary>
internal static class CompletionScripts
{
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of a shell, or null where it has none.</summary>
    public static string? Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => Pwsh,
        _ => null,
    };

    private const string Bash =
        """
        # tiltyard completion for bash:  eval "$(tiltyard completion bash)"
        _tiltyard() {
            local line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" rest=""
            case "$line" in *" "*) rest="${line#* }" ;; esac
            COMPREPLY=()
            while IFS= read -r candidate; do
                case "$candidate" in "$word"*) COMPREPLY+=("$candidate") ;; esac
            done < <("$1" "[suggest:${#rest}]" "$rest" 2>/dev/null)
        }
        complete -o default -F _tiltyard tiltyard
        """;

    private const string Zsh =
        """
        # tiltyard completion for zsh:  eval "$(tiltyard completion zsh)"
        _tiltyard() {
            local rest=""
            [[ "$LBUFFER" == *" "* ]] && rest="${LBUFFER#* }"
            local -a candidates
            candidates=("${(@f)$("${words[1]}" "[suggest:${#rest}]" "$rest" 2>/dev/null)}")
            compadd -a candidates || _files
        }
        compdef _tiltyard tiltyard
        """;

    private const string Fish =
        """
        # tiltyard completion for fish:  tiltyard completion fish | source
        function __tiltyard_candidates
            set -l rest (string replace -r '^\S+\s?' '' -- (commandline -cp))
            tiltyard "[suggest:"(string length -- "$rest")"]" "$rest" 2>/dev/null
        end
        complete -c tiltyard -a '(__tiltyard_candidates)'
        """;

    private const string Pwsh =
        """
        # tiltyard completion for PowerShell:  tiltyard completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName tiltyard -ScriptBlock {
            param($word, $ast, $position)
            $line = $ast.ToString().PadRight($position).Substring(0, $position)
            $rest = if ($line.Contains(' ')) { $line.Substring($line.IndexOf(' ') + 1) } else { '' }
            tiltyard "[suggest:$($rest.Length)]" "$rest" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;
}
