namespace Tiltyard.EndToEnd.Tests.Cli;

/// <summary>Command lines that cannot be carried out are refused in one line, before anything is written.</summary>
public sealed class CliBadFlagTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public Task No_command() => Refused([], "give a command");

    [Fact]
    public Task An_unknown_command() => Refused(["rnu"], "unknown command 'rnu'", "did you mean 'run'?");

    [Fact]
    public Task An_unknown_flag() => Refused(["run", "--episode", "3"], "unknown flag '--episode'", "did you mean '--episodes'?");

    [Fact]
    public Task A_flag_without_its_value() => Refused(["run", "tour", "--seed"], "--seed");

    [Fact]
    public Task A_flag_in_the_place_of_a_value() => Refused(["run", "tour", "--seed", "--json"], "--seed");

    [Fact]
    public Task A_negative_seed() => Refused(["run", "tour", "--seed", "-1"], "--seed", "from 0", "-1");

    [Fact]
    public Task A_threshold_that_is_no_number() => Refused(["run", "tour", "--threshold", "NaN"], "--threshold", "from 0 to 1", "NaN");

    [Fact]
    public Task A_parameter_out_of_its_range() => Refused(["run", "release_manager", "--param", "pressure_growth=7"], "pressure_growth", "from 0 to 1", "7");

    [Fact]
    public Task A_parameter_that_the_world_does_not_have() => Refused(["run", "release_manager", "--scenario-param", "presure_growth=0.1"], "did you mean 'pressure_growth'?");

    [Fact]
    public Task A_parameter_without_a_value() => Refused(["run", "release_manager", "--param", "pressure_growth"], "--scenario-param", "key=value");

    [Fact]
    public Task An_unknown_scenario() => Refused(["run", "tuor"], "unknown scenario 'tuor'", "did you mean 'tour'?");

    [Fact]
    public Task An_unknown_policy() => Refused(["run", "release_manager", "--policy", "carefull"], "--policy", "did you mean 'policy:careful'?");

    [Fact]
    public Task A_chat_model() => Refused(["run", "release_manager", "--agent", "openrouter", "--model", "openai/gpt-4o"], "--allow-network", "openrouter.ai");

    [Fact]
    public Task A_chat_model_that_only_its_parameters_imply() => Refused(["run", "release_manager", "--agent-param", "temperature=0.1"], "the key 'model' is missing");

    [Fact]
    public Task An_agent_and_a_policy() => Refused(["run", "release_manager", "--agent", "human", "--policy", "noop"], "--agent or --policy, not both");

    [Fact]
    public Task Several_workers_for_one_person() => Refused(["run", "release_manager", "--agent", "human", "--workers", "2"], "--workers", "one question at a time");

    [Fact]
    public Task A_run_id_that_climbs() => CliRefusal.AssertAsync(_scratch, [("RUN_ID", "../outside")], ["run", "release_manager"], "RUN_ID", "letters, digits");

    [Fact]
    public Task A_run_id_to_check_that_climbs() => Refused(["check", "--run-id", "../../etc"], "--run-id", "letters, digits");

    [Fact]
    public Task A_run_folder_that_is_a_file() => WithFile("taken", ["run", "release_manager", "--out", "taken"], "taken", "run folder");

    [Fact]
    public Task A_root_that_is_a_file() => WithFile("taken", ["run", "release_manager", "--runs-root", "taken"], "taken", "run folder");

    [Fact]
    public Task A_run_folder_with_something_else_in_it() => WithFile("full/letter.txt", ["run", "release_manager", "--out", "full"], "full", "not empty");

    [Fact]
    public Task A_run_to_resume_that_is_not_there() => Refused(["run", "release_manager", "--out", "none", "--resume"], "none", "no run to resume");

    [Fact]
    public Task A_tape_that_is_not_there() => Refused(["run", "release_manager", "--agent", "human", "--replay", "none"], "tape.jsonl", "no tape");

    [Fact]
    public Task A_tape_that_is_damaged() => WithFile("tape/tape.jsonl", ["run", "release_manager", "--agent", "human", "--replay", "tape"], "tape.jsonl:1:1");

    [Fact]
    public Task A_shard_that_is_none() => Refused(["run", "tour", "--shard", "6/5"], "--shard", "6/5");

    [Fact]
    public Task An_unknown_layout() => Refused(["export", "latest", "--layout", "sed", "--out", "x"], "--layout", "did you mean 'seed'?");

    [Fact]
    public Task An_unknown_schema() => Refused(["schema", "treshold"], "did you mean 'thresholds'?");

    [Fact]
    public Task A_folder_that_is_no_run()
    {
        Directory.CreateDirectory(_scratch["empty"]);

        return Refused(["report", "empty"], "empty", "holds no run.json");
    }

    private Task Refused(string[] arguments, params string[] says) => CliRefusal.AssertAsync(_scratch, arguments, says);

    private Task WithFile(string file, string[] arguments, params string[] says)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_scratch[file])!);
        File.WriteAllText(_scratch[file], "something else\n");
        return Refused(arguments, says);
    }
}
