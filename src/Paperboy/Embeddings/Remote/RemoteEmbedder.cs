using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Paperboy.Embeddings.Remote;

/// <summary>
/// An embedder behind HTTP. Its dimensions are asked once, when it is connected, and pinned; every vector is checked before
/// it counts, and where one is missing or wrong the whole call fails. Any number of threads may use it.
/// </summary>
public sealed class RemoteEmbedder : IEmbedder
{
    // Of one number in JSON, printed on a line of its own.
    private const int LongestNumber = 48;
    private const int LongestFrame = 1 << 20;
    private const int ShortestCut = 64;

    /// <summary>How long a query trusts that the model behind the name is still the one that it was.</summary>
    private static readonly TimeSpan IdentityHolds = TimeSpan.FromMinutes(1);

    private readonly EmbeddingsApi _api;
    private readonly EmbeddingsHttp _http;
    private readonly RemoteOptions _options;
    private readonly TimeProvider _time;
    private string? _digest;
    private volatile bool _isOutdated;
    private long _identifiedAt;
    private int _batchTexts;

    private RemoteEmbedder(EmbeddingsApi api, EmbeddingsHttp http, RemoteOptions options, TimeProvider time)
    {
        (_api, _http, _options, _time) = (api, http, options, time);
        _batchTexts = options.BatchTexts;
        Name = $"{options.Model} ({api.Kind} at {api.Endpoint.Authority})";
    }

    public string Name { get; }

    public string Fingerprint { get; private set; } = "";

    public int Dimensions { get; private set; }

    /// <summary>Where texts are sent.</summary>
    public string Address => EmbeddingsHttp.Shown(_api.Endpoint);

    /// <summary>True once the service was seen to serve another model under the same name: this embedder is of no more use.</summary>
    public bool IsOutdated => _isOutdated;

    /// <summary>Asks a service which model it has and what its vectors are like.</summary>
    /// <exception cref="EmbedderException">It did not say.</exception>
    internal static async Task<RemoteEmbedder> ConnectAsync(
        EmbeddingsApi api, EmbeddingsHttp http, RemoteOptions options, TimeProvider time, CancellationToken cancel)
    {
        var embedder = new RemoteEmbedder(api, http, options, time);
        embedder._digest = await embedder.DigestAsync(cancel);
        embedder._identifiedAt = time.GetTimestamp();
        var probe = EmbedderText.Query("What is new in science today?");
        embedder.Dimensions = options.Dimensions;
        var batch = new TextBatch([0], [options.Form.Write(probe)]);
        var answer = await embedder.SendAsync(batch, cancel);
        if (!answer.IsGood)
            throw embedder.Failure(answer);
        embedder.Dimensions = embedder.Read(answer, batch)[0].Length;
        embedder.Fingerprint = embedder.MakeFingerprint();
        return embedder;
    }

    /// <inheritdoc/>
    public async ValueTask EmbedAsync(IReadOnlyList<EmbedderText> texts, Memory<float> vectors, CancellationToken cancel)
    {
        if (vectors.Length < (long)texts.Count * Dimensions)
            throw new ArgumentException($"{texts.Count} vectors of {Dimensions} numbers do not fit into {vectors.Length}.", nameof(vectors));
        cancel.ThrowIfCancellationRequested();
        vectors.Span[..(texts.Count * Dimensions)].Clear();
        var batches = TextBatch.Divide(texts, _options.Form, () => _batchTexts, _options.BatchCharacters);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Requests, CancellationToken = cancel };
        await Parallel.ForEachAsync(batches, parallel, async (batch, stop) =>
        {
            await EmbedAsync(batch, vectors, stop);
            var areStored = batch.Positions.Any(i => texts[i].Kind == EmbedderTextKind.Document);
            await IdentifyAsync(areStored, stop);
        });
    }

    // True when the batch was taken as it was.
    private async Task<bool> EmbedAsync(TextBatch batch, Memory<float> vectors, CancellationToken cancel)
    {
        var answer = await SendAsync(batch, cancel);
        if (answer.IsGood)
        {
            var read = Read(answer, batch);
            for (var i = 0; i < read.Length; i++)
                read[i].CopyTo(vectors.Span[(batch.Positions[i] * Dimensions)..]);
            return true;
        }

        if (answer.Refusal is not (Refusal.Less or Refusal.Unfit) || (batch.Count == 1 && answer.Refusal == Refusal.Unfit))
            throw Failure(answer, batch);
        if (batch.Count == 1)
        {
            await EmbedAsync(Shortened(batch, answer), vectors, cancel);
            return false;
        }

        var (first, second) = batch.Halves();
        var (isFirst, isSecond) = (await EmbedAsync(first, vectors, cancel), await EmbedAsync(second, vectors, cancel));

        // Both halves were taken at once, so it was their sum that was too much; next time it is asked for less.
        if (isFirst && isSecond && answer.Refusal == Refusal.Less)
            _batchTexts = Math.Max(1, Math.Min(_batchTexts, first.Count));
        return false;
    }

    private TextBatch Shortened(TextBatch batch, ServiceAnswer answer)
    {
        var text = batch.Texts[0];
        var prefix = Math.Max(_options.Form.DocumentPrefix.Length, _options.Form.QueryPrefix.Length);
        var shorter = TextForm.Cut(text, text.Length * 3 / 4);
        return shorter.Length >= prefix + ShortestCut ? batch with { Texts = [shorter] } : throw Failure(answer, batch);
    }

    private async Task<ServiceAnswer> SendAsync(TextBatch batch, CancellationToken cancel)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        _api.WriteRequest(body, _options.Model, _options.Dimensions, batch.Texts);
        var dimensions = Dimensions > 0 ? Dimensions : VectorAnswer.MostDimensions;
        var longest = LongestFrame + ((long)batch.Count * dimensions * LongestNumber);
        return await _http.SendAsync(_api.Endpoint, body.WrittenMemory, Math.Min(longest, Array.MaxLength - 1), cancel);
    }

    private float[][] Read(ServiceAnswer answer, TextBatch batch)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            var vectors = _api.Vectors(json.RootElement, batch.Count);
            var read = new float[vectors.Length][];
            for (var i = 0; i < read.Length; i++)
            {
                read[i] = VectorAnswer.Read(vectors[i], i);
                if (Dimensions > 0 && read[i].Length != Dimensions)
                    throw new MalformedAnswerException($"the vector of text {i} has {read[i].Length} dimensions instead of {Dimensions}");
            }

            return read;
        }
        catch (MalformedAnswerException e)
        {
            throw Failure($"its answer cannot be used: {e.Message}", answer.Tries, e.Position is { } at ? batch.Positions[at] : null);
        }
        catch (JsonException)
        {
            throw Failure($"its answer is no whole JSON; it begins: {answer.Message(_http.Key)}", answer.Tries);
        }
    }

    private EmbedderException Failure(ServiceAnswer answer, TextBatch? batch = null)
    {
        var hint = answer.Status is 401 or 403 ? $" ({_http.Key})" : "";
        int? position = batch is { Count: 1 } && answer.Refusal is Refusal.Less or Refusal.Unfit ? batch!.Positions[0] : null;
        return Failure(
            $"it answered {EmbeddingsHttp.Status(answer.Status)}: {answer.Message(_http.Key)}{hint}", answer.Tries, position, answer.Refusal == Refusal.Later);
    }

    private EmbedderException Failure(string what, int tries, int? position = null, bool isPassing = false) =>
        new($"{Address}, model {_options.Model}: {what} ({EmbeddingsHttp.Count(tries)}).") { Position = position, IsPassing = isPassing };

    // After the vectors came: were it asked before, the model could change in between.
    private async Task IdentifyAsync(bool areStored, CancellationToken cancel)
    {
        if (_api.ModelList is null || _digest is null || (!areStored && _time.GetElapsedTime(Volatile.Read(ref _identifiedAt)) < IdentityHolds))
            return;
        var digest = await DigestAsync(cancel);
        Volatile.Write(ref _identifiedAt, _time.GetTimestamp());
        if (digest is null || digest == _digest)
            return;
        _isOutdated = true;
        throw Failure($"the model of this name is another one now ({Short(digest)} instead of {Short(_digest)}); what it made is not used", 1, isPassing: true);
    }

    // Null where the service has no list or keeps it to itself. Where it only fails to answer, this fails too: without the
    // digest the same model would have another fingerprint.
    private async Task<string?> DigestAsync(CancellationToken cancel)
    {
        if (_api.ModelList is null)
            return null;
        var answer = await _http.SendAsync(_api.ModelList, null, 16 * LongestFrame, cancel);
        if (answer.Refusal == Refusal.Later)
            throw Failure(answer);
        if (!answer.IsGood)
            return null;
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            return _api.Digest(json.RootElement, _options.Model);
        }
        catch (Exception e) when (e is JsonException or MalformedAnswerException)
        {
            throw Failure($"its list of models ({EmbeddingsHttp.Shown(_api.ModelList)}) cannot be read: {answer.Message(_http.Key)}", answer.Tries);
        }
    }

    // As JSON, in which no two lists of words look alike.
    private string MakeFingerprint()
    {
        var form = _options.Form;
        var all = JsonSerializer.SerializeToUtf8Bytes(new[]
        {
            "1", _api.Kind, Address, _options.Model, _digest ?? "", Dimensions.ToString(CultureInfo.InvariantCulture),
            _options.Dimensions.ToString(CultureInfo.InvariantCulture), form.DocumentPrefix, form.QueryPrefix,
            form.MaxCharacters.ToString(CultureInfo.InvariantCulture),
        });
        return $"{_api.Kind}:{Dimensions}:{Convert.ToHexStringLower(SHA256.HashData(all)).AsSpan(0, 32)}";
    }

    private static string Short(string digest) => digest.Length <= 19 ? digest : digest[..19];
}
