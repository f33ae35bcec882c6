namespace Paperboy.Search.Columns;

/// <summary>
/// What a column knows of a window and a range without reading its values. <see cref="None"/> and <see cref="All"/> are
/// certain; <see cref="Some"/> says nothing.
/// </summary>
internal enum WindowMatch
{
    /// <summary>No document of the window is in the range.</summary>
    None,

    /// <summary>The values have to be read.</summary>
    Some,

    /// <summary>Every document of the window is in the range.</summary>
    All,
}
