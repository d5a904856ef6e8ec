// Every hook tool is a symbolic link to this file: it hands its name, its arguments and its stdin to the model that
// listens on the agent's socket, and ends as the model says. Plain CommonJS, since each call pays for the start of Node.
const { readFileSync, writeSync } = require('node:fs');
const { connect } = require('node:net');
const { basename } = require('node:path');

const { JUJU_CONTEXT_ID: context, JUJU_AGENT_SOCKET_ADDRESS: address } = process.env;
const [, link, ...args] = process.argv;

if (context === undefined || address === undefined) {
  fail('JUJU_CONTEXT_ID not set');
} else {
  const readsStdin = args.some((arg) => arg === '-' || arg.endsWith('=-'));
  const stdin = readsStdin && basename(link) === 'relation-set' ? readFileSync(0, 'utf8') : '';
  const socket = connect(address);
  let answer = '';
  socket.setEncoding('utf8');
  socket.on('data', (text) => {
    answer += text;
  });
  socket.on('end', () => (answer === '' ? fail('connection closed') : end(JSON.parse(answer))));
  socket.on('error', ({ message }) => fail(message));
  socket.end(JSON.stringify({ context, argv: [basename(link), ...args], stdin }));
}

function fail(message) {
  end({ code: 1, stdout: '', stderr: `ERROR ${message}\n` });
}

function end({ code, stdout, stderr }) {
  write(1, stdout);
  write(2, stderr);
  process.exitCode = code ?? 127;
}

/** A pipe takes as much as it has room for, or says that it has none. */
function write(descriptor, text) {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}
