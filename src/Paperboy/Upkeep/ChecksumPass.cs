using Paperboy.Indexing;
using Paperboy.Search;
using Paperboy.Storage;

namespace Paperboy.Upkeep;

/// <summary>
/// Verifies the checksums of the index in small pieces, all of it about once a day. Damage is told to the index job,
/// which builds the index anew.
/// </summary>
public sealed class ChecksumPass(DataFolder folder, PaperIndex index) : IDisposable
{
    private const long LeastPiece = 1 << 20;

    /// <summary>How many pieces make a day.</summary>
    private static readonly long PiecesADay = (long)(TimeSpan.FromDays(1) / ChecksumJob.Interval);

    private readonly Lock _turn = new();
    private ChecksumRound? _round;

    /// <summary>Verifies the next piece.</summary>
    /// <exception cref="IndexCorruptException">It is damaged; the index job knows.</exception>
    public void Advance()
    {
        lock (_turn)
        {
            try
            {
                _round ??= new ChecksumRound(folder.Index);
                if (!_round.Advance(Math.Max(LeastPiece, _round.Length / PiecesADay)))
                    Restart();
            }
            catch (IndexCorruptException e)
            {
                Restart();
                index.ReportDamage(e.Message);
                throw;
            }
        }
    }

    public void Dispose() => Restart();

    private void Restart()
    {
        _round?.Dispose();
        _round = null;
    }
}
