using YouthFunctions.Calls;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Units;

namespace YouthFunctions.Successions;

/// <summary>Undoes an import: the file of the day in the route is removed.</summary>
public sealed class RemoveSuccession(SuccessionStore successions, UnitRegister register)
{
    /// <summary>200 whether or not there was one; 404 when no tree of units begins on that day.</summary>
    [Operation("Hủy việc nạp tệp sắp xếp đơn vị.", "Undoes the import of a reorganisation.")]
    [Answer<RemovedSuccession>, Refuses(404)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel) => ImportSuccession.TreeOf(call, register) is { } after
        ? Results.Json(new RemovedSuccession(await successions.RemoveAsync(after, cancel)))
        : ImportSuccession.NoTree(call);
}
