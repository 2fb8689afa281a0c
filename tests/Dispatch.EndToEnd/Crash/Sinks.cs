using System.Text.Json;

namespace Dispatch.EndToEnd.Crash;

/// <summary>What arrived, held against what the engine says.</summary>
internal static class Sinks
{
    /// <summary>Letters: one file and one index entry per dispatch, never two.</summary>
    public static void AssertLetters(string folder, IReadOnlyList<string> dispatchIds)
    {
        var spool = Path.Combine(folder, "print", "default");
        var files = Directory.GetFiles(spool, "*.pdf").Select(Path.GetFileName).Order().ToList();
        var entries = File.ReadAllLines(Path.Combine(spool, "index.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("dispatch").GetString()!)
            .Order()
            .ToList();

        Assert.Equal(dispatchIds.Order(), entries);
        Assert.Equal(dispatchIds.Select(id => id.Replace("~", "%7E", StringComparison.Ordinal) + ".pdf").Order(), files);
    }

    /// <summary>Mails in the pickup folder: one file per dispatch.</summary>
    public static void AssertPickup(string folder, IReadOnlyList<string> dispatchIds) => Assert.Equal(
        dispatchIds.Select(id => id.Replace("~", "%7E", StringComparison.Ordinal) + ".eml").Order(),
        Directory.GetFiles(Path.Combine(folder, "email"), "*.eml").Select(Path.GetFileName).Order());

    /// <summary>Mails at a relay: at least one message per dispatch; more than one only where it is marked, and then the same bytes.</summary>
    /// <returns>How many arrived more than once.</returns>
    public static int AssertRelay(IEnumerable<string> messages, IReadOnlyList<(string Id, string State, bool IsMarked, int AttemptCount)> mails)
    {
        var arrived = messages.ToLookup(DispatchIdOf);
        foreach (var (id, _, isMarked, _) in mails)
        {
            Assert.NotEmpty(arrived[id]);
            Assert.Single(arrived[id].Distinct());
            Assert.True(arrived[id].Count() == 1 || isMarked, $"{id} arrived {arrived[id].Count()} times and is not marked as a possible duplicate.");
        }

        Assert.Equal(mails.Select(mail => mail.Id).Order(), arrived.Select(group => group.Key).Order());
        return arrived.Count(group => group.Count() > 1);
    }

    private static string DispatchIdOf(string message)
    {
        const string Header = "X-Dispatch-Id: ";
        return message.Split('\n').First(line => line.StartsWith(Header, StringComparison.Ordinal))[Header.Length..].Trim();
    }
}
