namespace YouthFunctions.Access.Keys;

/// <summary>A key as it is handed out, once.</summary>
/// <param name="Id">Not secret.</param>
/// <param name="Text">The whole key, <c>yf-ID-SECRET</c>; only its hash is stored.</param>
public sealed record NewKey(string Id, string Text);
