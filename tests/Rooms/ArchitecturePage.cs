using System.Globalization;
using System.Text;

namespace YouthFunctions.Tests.Rooms;

/// <summary>The part of <c>docs/architecture.md</c> that is written from the list of rooms and from what they use.</summary>
internal static class ArchitecturePage
{
    /// <summary>Stands before the part.</summary>
    public const string Begin = "<!-- rooms: written by WRITE_DOCS=1 dotnet test tests --filter ArchitecturePageTests -->";

    /// <summary>Stands after it.</summary>
    public const string End = "<!-- /rooms -->";

    /// <summary>The picture and the list.</summary>
    public static string Part()
    {
        var text = new StringBuilder(Begin).Append("\n\n```mermaid\nflowchart TB\n");
        var floors = RoomList.TopToBottom.GroupBy(room => room.Floor).ToArray();
        foreach (var (floor, index) in floors.Select((floor, index) => (floor, index)))
        {
            text.Append(CultureInfo.InvariantCulture, $"  subgraph floor{index}[\"{floor.Key}\"]\n    direction LR\n");
            foreach (var top in floor.Select(room => room.Top).Distinct())
                text.Append(CultureInfo.InvariantCulture, $"    {Node(top)}[{(top.Length == 0 ? "Program" : top)}]\n");
            text.Append("  end\n");
        }

        for (var index = 1; index < floors.Length; index++)
            text.Append(CultureInfo.InvariantCulture, $"  floor{index - 1} --> floor{index}\n");
        text.Append("```\n\n| Folder | Holds | Uses |\n|---|---|---|\n");
        foreach (var room in RoomList.TopToBottom)
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{(room.Folder.Length == 0 ? "." : room.Folder)}` | {room.Holds} | {string.Join(", ", Uses(room.Folder))} |\n");
        return text.Append('\n').Append(End).ToString();
    }

    // The rooms beside its own that a folder uses, in the order of the list.
    private static IEnumerable<string> Uses(string folder)
    {
        var used = References.All.Where(reference => reference.FromFolder == folder).Select(reference => reference.ToFolder.Split('/')[0])
            .ToHashSet();
        return RoomList.TopToBottom.Select(room => room.Top).Distinct().Where(top => used.Contains(top) && top != folder.Split('/')[0]);
    }

    private static string Node(string top) => top.Length == 0 ? "Root" : top;
}
