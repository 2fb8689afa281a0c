using System.Diagnostics;
using System.Text.Json;

namespace Dispatch.Tests.Channels.Email.Dkim;

/// <summary>dkimpy, a verifier that shares no code with the signer. It asks no DNS: the records are handed to it.</summary>
internal static class DkimVerifier
{
    private const string Python = "/usr/bin/python3";
    private const string Package = "python3-dkim";

    private const string Script = """
        import json, sys, dkim
        records = json.loads(sys.argv[1])
        message = sys.stdin.buffer.read()
        answer = lambda name, timeout=5: records.get(name.decode().rstrip('.').lower(), '').encode() or None
        verifier = dkim.DKIM(message)
        count = sum(1 for name, value in verifier.headers if name.lower() == b'dkim-signature')
        for index in range(count):
            try:
                good = verifier.verify(idx=index, dnsfunc=answer)
                print(json.dumps({'good': good, 'algorithm': verifier.signature_fields[b'a'].decode(), 'domain': verifier.domain.decode(), 'selector': verifier.selector.decode(), 'signed': [name.decode().lower() for name in verifier.include_headers]}))
            except dkim.DKIMException as error:
                print(json.dumps({'good': False, 'algorithm': '', 'domain': '', 'selector': '', 'signed': [], 'error': str(error)}))
        """;

    private static readonly Lazy<Task<bool>> IsThere = new(async () => File.Exists(Python) && (await RunAsync("import dkim, nacl", [], [])).ExitCode == 0);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Checks every signature of a message, top down.</summary>
    /// <param name="message">The message as it was written.</param>
    /// <param name="records">The TXT records by name.</param>
    public static async Task<IReadOnlyList<Verdict>> VerifyAsync(byte[] message, params (string Name, string Record)[] records)
    {
        var names = records.ToDictionary(record => record.Name, record => record.Record);
        var (exitCode, output, errors) = await RunAsync(Script, [JsonSerializer.Serialize(names)], message);
        Assert.True(exitCode == 0, errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Verdict>(line, Json)!)];
    }

    /// <summary>Names the test as not run where the verifier is missing; in CI it must be there.</summary>
    public static async Task RequireAsync()
    {
        if (await IsThere.Value)
            return;

        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"dkimpy must be there in CI: install the package {Package}.");
        Assert.Skip($"dkimpy is missing: install the package {Package}.");
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string script, string[] arguments, byte[] input)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", script, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.WriteAsync(input, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>What the verifier says of one signature.</summary>
    internal sealed record Verdict(bool Good, string Algorithm, string Domain, string Selector, IReadOnlyList<string> Signed, string? Error = null);
}
