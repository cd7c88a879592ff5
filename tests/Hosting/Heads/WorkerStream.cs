using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using YouthFunctions.Tests.Hosting.Heads.Rpc;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>
/// The host's end of the stream to its worker: it says what is to be done and finds the answer to each. A worker that leaves fails
/// all that is still asked of it.
/// </summary>
internal sealed class WorkerStream : FunctionRpc.FunctionRpcBase
{
    private const string HostVersion = "4.1037.0.0"; // the host of which the tests' own is modelled

    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _asked = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the worker logged, at information and above.</summary>
    public ConcurrentQueue<RpcLog> Logs { get; } = new();

    /// <summary>The worker's side of the conversation, until it hangs up.</summary>
    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        var writing = WriteAsync(responseStream, context.CancellationToken);
        try
        {
            while (await requestStream.MoveNext(context.CancellationToken))
                Take(requestStream.Current);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // A worker that was killed says no goodbye.
        }

        _outgoing.Writer.TryComplete();
        foreach (var (what, answer) in _asked)
            answer.TrySetException(new InvalidOperationException($"The worker left before it answered {what}."));
        await writing;
    }

    /// <summary>Waits for the worker's first word and asks it to begin: its capabilities.</summary>
    public async Task<IReadOnlyDictionary<string, string>> InitializeAsync(string appRoot, CancellationToken cancel)
    {
        await _connected.Task.WaitAsync(cancel);
        var init = new WorkerInitRequest { HostVersion = HostVersion, WorkerDirectory = appRoot, FunctionAppDirectory = appRoot };
        init.Capabilities.Add("V2Compatable", "true"); // so spelt by the host
        var answer = (await AskAsync("init", new StreamingMessage { WorkerInitRequest = init }, cancel)).WorkerInitResponse;
        Assert.Equal(StatusResult.Types.Status.Success, answer.Result.Status);
        return answer.Capabilities;
    }

    /// <summary>The functions that the worker says it has.</summary>
    public async Task<IReadOnlyList<RpcFunctionMetadata>> ListFunctionsAsync(string appRoot, CancellationToken cancel)
    {
        var request = new StreamingMessage { FunctionsMetadataRequest = new FunctionsMetadataRequest { FunctionAppDirectory = appRoot } };
        var answer = (await AskAsync("metadata", request, cancel)).FunctionMetadataResponse;
        Assert.Equal(StatusResult.Types.Status.Success, answer.Result.Status);
        return answer.FunctionMetadataResults;
    }

    /// <summary>Makes a function ready to be called.</summary>
    public async Task<StatusResult> LoadAsync(RpcFunctionMetadata function, CancellationToken cancel)
    {
        var request = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function };
        var message = new StreamingMessage { FunctionLoadRequest = request };
        return (await AskAsync(function.FunctionId, message, cancel)).FunctionLoadResponse.Result;
    }

    /// <summary>Calls a function; when the token is cancelled the worker is told so, and its answer still awaited.</summary>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, CancellationToken cancel)
    {
        await using var told = cancel.Register(() => Send(new StreamingMessage
        {
            InvocationCancel = new InvocationCancel { InvocationId = request.InvocationId },
        }));
        var message = new StreamingMessage { InvocationRequest = request };
        return (await AskAsync(request.InvocationId, message, CancellationToken.None)).InvocationResponse;
    }

    /// <summary>Asks the worker to end.</summary>
    public void Terminate(TimeSpan grace) => Send(new StreamingMessage
    {
        WorkerTerminate = new WorkerTerminate { GracePeriod = new Duration { Seconds = (long)grace.TotalSeconds } },
    });

    private void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    private async Task<StreamingMessage> AskAsync(string what, StreamingMessage message, CancellationToken cancel)
    {
        var answer = _asked[what] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        message.RequestId = HostId.Next();
        Send(message);
        try
        {
            return await answer.Task.WaitAsync(cancel);
        }
        finally
        {
            _asked.TryRemove(what, out _);
        }
    }

    private void Take(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.StartStream:
                _connected.TrySetResult();
                break;
            case StreamingMessage.ContentOneofCase.RpcLog when message.RpcLog.Level >= RpcLog.Types.Level.Information:
                Logs.Enqueue(message.RpcLog);
                break;
            case StreamingMessage.ContentOneofCase.WorkerInitResponse:
                Answer("init", message);
                break;
            case StreamingMessage.ContentOneofCase.FunctionMetadataResponse:
                Answer("metadata", message);
                break;
            case StreamingMessage.ContentOneofCase.FunctionLoadResponse:
                Answer(message.FunctionLoadResponse.FunctionId, message);
                break;
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                Answer(message.InvocationResponse.InvocationId, message);
                break;
        }
    }

    private void Answer(string what, StreamingMessage message)
    {
        if (_asked.TryGetValue(what, out var asked))
            asked.TrySetResult(message);
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> worker, CancellationToken cancel)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(cancel))
                await worker.WriteAsync(message, cancel);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The reading side notices that the worker is gone, and says so to whoever waits.
        }
    }
}
