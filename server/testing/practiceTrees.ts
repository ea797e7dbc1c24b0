/** The trees that the practice model writes. */

import { checkGeneratedTree } from '../domain/generatedTreeCheck.ts'

export interface PracticeNode {
  depth: number
  title: string
  description: string
}

/** Each line is a node; two blanks are a level. */
const kubernetes = `
Cluster foundations: What a cluster is made of, and how one comes to be.
  Control plane and nodes: Who decides, who carries out, and how they talk.
    The API server: The one door through which everything reads and changes the state of the cluster.
    etcd: The store that holds the state, and how it is backed up and restored.
    Scheduler and controllers: Loops that bring what is towards what should be.
  Setting up a cluster: From empty machines to nodes that report as ready.
    Bootstrapping with kubeadm: Preparing hosts, initialising the control plane, joining workers.
    Upgrading a cluster: One minor version at a time, control plane first, node by node.
  Access control: Who may do what, where.
    Roles and bindings: Sets of permissions, and whom they are given to.
    Service accounts: How a program inside the cluster shows who it is.
Workloads: What runs, how many of it, where and with which settings.
  Pods: The smallest thing that is scheduled, with one container or several.
    Probes: How the kubelet learns that a container has started, lives and can serve.
    Requests and limits: What a container is promised, and what it may not exceed.
  Deployments: Copies of a Pod, replaced step by step when they change.
    Rolling updates and rollbacks: How a new version comes in, and how it goes back out.
    Scaling: More copies or fewer, by hand or by measure.
  Configuration: Settings and secrets kept apart from images.
    ConfigMaps: Settings as variables or files.
    Secrets: Passwords and keys, and what protects them.
  Scheduling: How a Pod finds its node.
    Affinity and selectors: Nodes and neighbours that a Pod asks for.
    Taints and tolerations: Nodes that turn Pods away, and Pods that may stay nevertheless.
Networking and storage: How programs find each other, and where their data stays.
  Services: One stable address for Pods that come and go.
    ClusterIP, NodePort and LoadBalancer: Reachable from within, through nodes, or from outside.
    DNS in the cluster: Names for Services and Pods.
  Ingress and gateways: HTTP from outside to the right Service.
  Network policies: Which Pods may talk to which.
  Volumes: Data that outlives a container.
    Persistent volumes and claims: A piece of storage, and the request for one.
    Storage classes: Storage that is made when it is asked for.
Troubleshooting: Finding out what is wrong, from the symptom to its cause.
  Applications that fail: Pods that wait, crash or do not answer.
    Events and logs: What the cluster and the program say themselves.
    Debugging in a running Pod: Looking around from inside.
  Nodes and components that fail: When the kubelet or the control plane is the cause.
  Networks that fail: Names that do not resolve and connections that are refused.
`

const general = `
Foundations of {title}: What everything else rests on.
  What {title} is about: The questions it answers, and those it leaves to others.
    Where it came from: Why it is done as it is today.
  Words to know: The terms that every text takes for granted.
    Terms that are easily confused: Pairs that look alike and differ.
  First principles: The few ideas from which the rest follows.
Tools and techniques: How the work is done.
  Getting started: What is needed, and a first result.
    A place to practise: Set up so that mistakes cost nothing.
  Everyday techniques: What is done again and again.
    Working step by step: From a plan to a result that can be checked.
    Checking the result: How to see that it is right.
  Advanced techniques: For the cases that everyday means do not reach.
{title} in practice: What happens outside of the textbook.
  Typical tasks: What one is asked to do most.
    A small project: Everything so far, once, from beginning to end.
  Common mistakes: What goes wrong, and how one notices.
  Solving problems: From a symptom to its cause.
Going further: What comes after the first success.
  Quality and habits: What experienced people do without thinking.
  Working with others: Explaining, reviewing and asking.
  Where to learn more: Following the field as it changes.
`

/** A tree for any title; a hand-written one where it is about Kubernetes. */
export function writePracticeTree(title: string): PracticeNode[] {
  const outline = /kubernetes|\bk8s\b|\bcka\b/i.test(title) ? kubernetes : general
  const goal = toPlainWords(title)
  return outline
    .trim()
    .split('\n')
    .map(line => {
      const [, blanks = '', name = '', description = ''] = /^( *)(.+?): (.+)$/.exec(line) ?? []
      return {
        depth: blanks.length / 2 + 1,
        title: name.replace('{title}', () => goal),
        description: description.replace('{title}', () => goal),
      }
    })
}

/**
 * Another tree than the present one, of lines such as `1.2 Title`: a subtopic moves to another topic, and the last
 * topic is replaced by a new one. A tree that no model would write is written anew.
 */
export function changePracticeTree(present: readonly string[], goal: string): PracticeNode[] {
  const nodes = present.map(line => {
    const [, numbers = '', title = ''] = /^([\d.]+) (.+)$/.exec(line) ?? []
    return { depth: numbers.split('.').length, title, description: `What "${toPlainWords(title)}" means.` }
  })
  const last = nodes.findLastIndex(({ depth }) => depth === 2)
  const changed = nodes.slice(0, last)
  const moving = changed.findIndex(({ depth }) => depth === 3)
  if (moving >= 0) {
    const [moved] = changed.splice(moving, 1)
    const target = changed.findIndex(
      ({ depth }, at) => depth === 2 && at >= moving && changed[at + 1]?.depth !== 3,
    )
    if (target >= 0) changed.splice(target + 1, 0, moved!)
  }
  changed.push({ depth: 2, title: 'What you asked for', description: 'Added after your feedback.' })
  return checkGeneratedTree(changed).violations.length > 0 ? writePracticeTree(goal) : changed
}

/** At most 60 characters without markup or addresses, which no title of a node may hold. */
function toPlainWords(text: string): string {
  const plain = text
    .replace(/[^\p{L}\p{M}\p{N}.,'&+#-]+/gu, ' ')
    .trim()
    .slice(0, 60)
    .trim()
  return plain || 'this goal'
}
